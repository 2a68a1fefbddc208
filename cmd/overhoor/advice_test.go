package main

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/overhoor/overhoor/bot/grade"
	"github.com/overhoor/overhoor/bot/state"
	"github.com/overhoor/overhoor/bot/state/file"
	"github.com/overhoor/overhoor/cmd/overhoor/config"
	"github.com/overhoor/overhoor/decks"
)

func TestASecondJudgeIsAskedWithinTheBudget(t *testing.T) {
	asked := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++
		if r.Header.Get("Authorization") != "Bearer hunter2" {
			t.Errorf("the key is %q", r.Header.Get("Authorization"))
		}
		fmt.Fprint(w, `{"choices": [{"message": {"role": "assistant", "content": "{\"verdict\": \"partial\"}"}}]}`)
	}))
	defer server.Close()
	kernel, err := file.Memory()
	if err != nil {
		t.Fatal(err)
	}
	var log lockedBuffer
	h := &house{store: state.New(kernel), now: time.Now, log: slog.New(slog.NewTextHandler(&log, nil))}
	defer h.Close()
	h.cfg.Grading.Judge = config.Judge{Server: config.Server{URL: server.URL, Model: "any", Key: "hunter2"}, Budget: 2}
	advise, err := h.adviser()
	if err != nil {
		t.Fatal(err)
	}
	card := decks.Card{Front: "Wat is mist?", Back: "een wolk aan de grond"}
	for i, step := range []struct {
		answer string
		ok     bool
		asked  int
	}{
		{"wolken", true, 1},
		{"wolken", true, 1}, // known
		{"damp", true, 2},
		{"nevel", false, 2}, // spent
		{"damp", true, 2},
	} {
		v, ok := advise(t.Context(), "anna", card, step.answer)
		if ok != step.ok || asked != step.asked || ok && v != grade.Partial {
			t.Errorf("step %d: %v, %v after %d questions", i, v, ok, asked)
		}
	}
	server.Close()
	if _, ok := advise(t.Context(), "bram", card, "nevel"); ok {
		t.Error("advice from a server that is down")
	}
	if !strings.Contains(log.String(), "second judge") || strings.Contains(log.String(), "nevel") {
		t.Errorf("logged:\n%s", log.String())
	}
}

func TestWithoutASecondJudge(t *testing.T) {
	if advise, err := (&house{}).adviser(); advise != nil || err != nil {
		t.Errorf("%v", err)
	}
	h := &house{}
	h.cfg.Grading.Judge = config.Judge{Server: config.Server{URL: "http://127.0.0.1:1/v1"}}
	if _, err := h.adviser(); err == nil || !strings.Contains(err.Error(), "model") {
		t.Errorf("without a model: %v", err)
	}
}

func TestAnEmbedderComparesWithTheWholeDeck(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		// The answer, its card's back, and two other backs.
		fmt.Fprint(w, `{"data": [{"index": 0, "embedding": [1, 0]}, {"index": 1, "embedding": [1, 1]},
			{"index": 2, "embedding": [0, 1]}, {"index": 3, "embedding": [-1, 0]}]}`)
	}))
	defer server.Close()
	h := &house{log: slog.New(slog.DiscardHandler)}
	h.cfg.Grading.Embedder = config.Server{URL: server.URL, Model: "any"}
	liken, err := h.likener()
	if err != nil {
		t.Fatal(err)
	}
	fog := decks.Card{ID: "fog", Back: "een wolk aan de grond"}
	deck := &decks.Deck{Cards: []decks.Card{{ID: "hail", Back: "ijs"}, fog, {ID: "rain", Back: "druppels"}, {ID: "same", Back: fog.Back}}}
	like, ok := liken(t.Context(), deck, fog, "damp op straat")
	if !ok || like.Own < 0.70 || like.Own > 0.71 || like.Other != 0 {
		t.Errorf("likeness %+v, %v", like, ok)
	}
	if _, ok := liken(t.Context(), &decks.Deck{Cards: []decks.Card{fog}}, fog, "damp"); ok {
		t.Error("a likeness without another card")
	}
	server.Close()
	if _, ok := liken(t.Context(), deck, fog, "wolk"); ok {
		t.Error("a likeness from a server that is down")
	}
}
