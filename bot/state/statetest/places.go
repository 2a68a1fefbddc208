package statetest

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/scheduler"
)

func mates(t *testing.T, s store) {
	ctx := t.Context()
	all := []bot.Learner{learner, "nobody", "telegram:9"}
	ok(t, s.Commit(ctx, bot.Step{Event: "1", Learner: learner, Profile: &bot.Profile{Name: "Ann"},
		Reviews: reviews(review("1", "deck", "card", scheduler.Memory{}, memory(1)))}))
	many := bot.Step{Learner: all[2]}
	for i := range 500 { // so many that they are dealt out over pages
		many.Import = append(many.Import, bot.Memory{Deck: "deck", Card: fmt.Sprint("c", i), After: memory(1)})
	}
	ok(t, s.Commit(ctx, many))
	_, err := s.Memories(ctx, all[2], "deck")
	ok(t, err)
	for _, from := range []store{s, s.elsewhere()} {
		mates, err := from.Mates(ctx, all, "deck")
		ok(t, err)
		equal(t, len(mates), 3)
		equal(t, mates[0], bot.Mate{Learner: learner, Profile: bot.Profile{Version: 1, Name: "Ann"},
			Memories: map[string]scheduler.Memory{"card": memory(1)}})
		equal(t, mates[1], bot.Mate{Learner: "nobody", Memories: map[string]scheduler.Memory{}})
		equal(t, len(mates[2].Memories), 500)
	}
	none, err := s.Mates(ctx, nil, "deck")
	ok(t, err)
	equal(t, len(none), 0)
}

func apart(t *testing.T, s store) {
	places := []bot.Place{
		{Platform: "telegram", Chat: "1", Group: true},
		{Platform: "telegram", Chat: "1", Thread: "2", Group: true},
		{Platform: "telegram", Chat: "1:2", Group: true},
		{Platform: "telegram:1", Chat: "2", Group: true},
		{Platform: "telegram", Chat: "{1}", Group: true},
		{Platform: "telegram", Chat: "}", Group: true},
	}
	for i, p := range places {
		ok(t, s.CommitGroup(t.Context(), bot.GroupStep{Event: "1", Place: p, Round: &bot.Round{ID: string(rune('a' + i))}}))
	}
	for i, p := range places {
		v, err := s.Read(t.Context(), p, account)
		ok(t, err)
		equal(t, v.Round.ID, string(rune('a'+i)))
	}
	accounts := []bot.Account{{Platform: "a", ID: "b:c"}, {Platform: "a:b", ID: "c"}, {Platform: "a", ID: "{b}"}}
	seen := map[bot.Learner]bool{}
	for _, a := range accounts {
		v, err := s.Read(t.Context(), private, a)
		ok(t, err)
		if seen[v.Learner] {
			t.Errorf("%v shares the learner %q", a, v.Learner)
		}
		seen[v.Learner] = true
		ok(t, s.Commit(t.Context(), bot.Step{Event: "1", Learner: v.Learner, Profile: &bot.Profile{}}))
	}
}

func twoChats(t *testing.T, s store) {
	other := bot.Place{Platform: "discord", Chat: "9"}
	ok(t, s.Commit(t.Context(), bot.Step{Event: "1", Learner: learner, Place: private, Round: &bot.Round{ID: "a"},
		Profile: &bot.Profile{Home: other}}))
	ok(t, s.Commit(t.Context(), bot.Step{Event: "2", Learner: learner, Place: other, Round: &bot.Round{ID: "b"}}))
	v, err := s.Read(t.Context(), private, account)
	ok(t, err)
	equal(t, v.Round.ID, "a")
	v, err = s.Learner(t.Context(), learner)
	ok(t, err)
	equal(t, v.Round.ID, "b")
}

func aliases(t *testing.T, s store) {
	ok(t, s.Commit(t.Context(), bot.Step{Event: "1", Learner: "discord:9", Profile: &bot.Profile{Name: "linked"}}))
	for _, l := range []bot.Learner{"discord:9", learner, "discord:9"} {
		ok(t, s.Alias(t.Context(), account, l))
		v, err := s.Read(t.Context(), private, account)
		ok(t, err)
		equal(t, v.Learner, l)
		equal(t, v.Profile.Name == "linked", l != learner)
	}
}

func aliasElsewhere(t *testing.T, s store) {
	elsewhere := s.elsewhere()
	for _, l := range []bot.Learner{"discord:9", "discord:10", learner} {
		ok(t, elsewhere.Alias(t.Context(), account, l))
		v, err := s.Read(t.Context(), private, account)
		ok(t, err)
		equal(t, v.Learner, l)
	}
}

func codes(t *testing.T, s store) {
	ctx := t.Context()
	ok(t, s.KeepCode(ctx, "ABC", learner, time.Hour))
	is(t, s.KeepCode(ctx, "ABC", "other", time.Hour), bot.ErrStale)
	l, err := s.UseCode(ctx, "ABC")
	ok(t, err)
	equal(t, l, learner)
	_, err = s.UseCode(ctx, "ABC")
	is(t, err, bot.ErrNoCode)
	_, err = s.UseCode(ctx, "XYZ")
	is(t, err, bot.ErrNoCode)
	ok(t, s.KeepCode(ctx, "ABC", "other", time.Hour))
}

func notes(t *testing.T, s store) {
	const name = "telegram:poll:5{1}%"
	note, err := s.Note(t.Context(), name)
	ok(t, err)
	equal(t, note, nil)
	for _, text := range []string{"one", "\x00two"} {
		ok(t, s.KeepNote(t.Context(), name, []byte(text), time.Hour))
		note, err = s.elsewhere().Note(t.Context(), name)
		ok(t, err)
		equal(t, string(note), text)
	}
	note, err = s.Note(t.Context(), "telegram:poll:5")
	ok(t, err)
	equal(t, note, nil)
}

// swappedNotes has many take turns at a note, each on what the one before left.
func swappedNotes(t *testing.T, s store) {
	const name, many = "telegram:scores:5{1}%", 20
	var all sync.WaitGroup
	for range many {
		all.Go(func() {
			for swapped := false; !swapped; {
				read, err := s.elsewhere().Note(t.Context(), name)
				n, _ := strconv.Atoi(strings.Trim(string(read), "()"))
				if err == nil {
					swapped, err = s.SwapNote(t.Context(), name, read, []byte("("+strconv.Itoa(n+1)+")"), time.Hour)
				}
				if err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	all.Wait()
	note, err := s.Note(t.Context(), name)
	ok(t, err)
	equal(t, string(note), "("+strconv.Itoa(many)+")")
	for _, read := range [][]byte{nil, []byte("(1)")} {
		swapped, err := s.SwapNote(t.Context(), name, read, []byte("(0)"), time.Hour)
		ok(t, err)
		equal(t, swapped, false)
	}
}
