package opinion_test

import (
	"encoding/json"
	"math"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/overhoor/overhoor/bot/grade/opinion"
)

// embeddings is a stand-in for a server: a text's vector counts the letters
// a and b in it, and the answers come in reverse order.
func embeddings(t *testing.T, sent *atomic.Int32) *opinion.Embedder {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var in struct {
			Model string
			Input []string
		}
		if err := json.NewDecoder(r.Body).Decode(&in); err != nil || r.URL.Path != "/v1/embeddings" || in.Model != "small" {
			http.Error(w, "not an embeddings request", http.StatusBadRequest)
			return
		}
		sent.Add(int32(len(in.Input)))
		type item struct {
			Index     int       `json:"index"`
			Embedding []float32 `json:"embedding"`
		}
		var data []item
		for i := len(in.Input) - 1; i >= 0; i-- {
			text := in.Input[i]
			if text == "verloren" {
				continue
			}
			data = append(data, item{i, []float32{float32(strings.Count(text, "a")), float32(strings.Count(text, "b"))}})
		}
		_ = json.NewEncoder(w).Encode(map[string][]item{"data": data})
	}))
	t.Cleanup(server.Close)
	e, err := opinion.NewEmbedder(opinion.Config{URL: server.URL + "/v1", Model: "small", Timeout: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestLikeness(t *testing.T) {
	var sent atomic.Int32
	e := embeddings(t, &sent)
	texts := []string{"aaa", "b", "ab", "zzz"}
	for range 2 {
		got, err := e.Likeness(t.Context(), "a", texts)
		if err != nil {
			t.Fatal(err)
		}
		for i, want := range []float64{1, 0, math.Sqrt(0.5), 0} {
			if math.Abs(got[i]-want) > 1e-6 {
				t.Errorf("likeness to %q = %v, want %v", texts[i], got[i], want)
			}
		}
	}
	if n := sent.Load(); n != 5 {
		t.Errorf("%d texts were sent, want each once", n)
	}
}

func TestLikenessInBatches(t *testing.T) {
	var sent atomic.Int32
	e := embeddings(t, &sent)
	var texts []string
	for n := range 150 {
		texts = append(texts, strings.Repeat("a", n+2)+strings.Repeat("b", n%3))
	}
	got, err := e.Likeness(t.Context(), "a", texts)
	if err != nil || len(got) != 150 || got[0] != 1 || got[1] >= 1 {
		t.Errorf("Likeness = %v, %v", got, err)
	}
}

func TestLikenessWithoutAVectorIsAnError(t *testing.T) {
	var sent atomic.Int32
	if _, err := embeddings(t, &sent).Likeness(t.Context(), "a", []string{"verloren"}); err == nil {
		t.Error("no error though a text was left out")
	}
}
