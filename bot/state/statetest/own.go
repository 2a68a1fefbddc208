package statetest

import (
	"testing"
	"time"

	"github.com/overhoor/overhoor/bot"
)

func ownCards(t *testing.T, s store) {
	profile := &bot.Profile{Name: "Anna"}
	newer := bot.OwnCard{ID: "a", Front: "KW", Back: "(T x A x P) - K", Made: noon.Add(time.Hour)}
	older := bot.OwnCard{ID: "b", Front: "Persona", Back: "een <b>\n&", Made: noon,
		Accept: []string{"een; ander", "<c>"}, Hint: "wie?"}
	ok(t, s.Commit(t.Context(), bot.Step{Event: "1", Learner: learner, Profile: profile, Own: []bot.OwnCard{newer, older}}))
	v, err := s.Read(t.Context(), private, account)
	ok(t, err)
	equal(t, v.Own, []bot.OwnCard{older, newer})

	// Changing one and throwing one away is one act with the profile.
	newer.Back = "iets anders"
	stale := *profile
	stale.Version = 0
	change := bot.Step{Event: "2", Learner: learner, Profile: &stale, Own: []bot.OwnCard{newer}, Disown: []string{older.ID}}
	is(t, s.Commit(t.Context(), change), bot.ErrStale)
	change.Profile = profile
	ok(t, s.Commit(t.Context(), change))
	v, err = s.Learner(t.Context(), learner)
	ok(t, err)
	equal(t, v.Own, []bot.OwnCard{newer})

	v, err = s.Read(t.Context(), group, account)
	ok(t, err)
	equal(t, len(v.Own), 0)
}

func drafts(t *testing.T, s store) {
	none, err := s.Draft(t.Context(), learner)
	ok(t, err)
	equal(t, none, bot.Draft{})

	profile := &bot.Profile{Name: "Anna"}
	first := bot.Draft{ID: "x", At: noon, Cards: []bot.OwnCard{{ID: "b", Front: "a=b", Back: "c\nd", Made: noon, Accept: []string{"e"}, Hint: "f"}}}
	ok(t, s.Commit(t.Context(), bot.Step{Event: "1", Learner: learner, Profile: profile, Draft: &first}))
	kept, err := s.elsewhere().Draft(t.Context(), learner)
	ok(t, err)
	equal(t, kept, first)

	// The next one takes its place, and a step that comes too late doesn't.
	second := bot.Draft{ID: "y", At: noon, Cards: []bot.OwnCard{{ID: "g", Front: "h", Back: "i", Made: noon}}}
	stale := *profile
	stale.Version = 0
	is(t, s.Commit(t.Context(), bot.Step{Event: "2", Learner: learner, Profile: &stale, Draft: &second}), bot.ErrStale)
	ok(t, s.Commit(t.Context(), bot.Step{Event: "2", Learner: learner, Profile: profile, Draft: &second}))
	kept, err = s.Draft(t.Context(), learner)
	ok(t, err)
	equal(t, kept, second)

	// Its cards become the learner's own in the act that drops it.
	ok(t, s.Commit(t.Context(), bot.Step{Event: "3", Learner: learner, Profile: profile, Own: kept.Cards, Draft: &bot.Draft{}}))
	kept, err = s.Draft(t.Context(), learner)
	ok(t, err)
	equal(t, kept, bot.Draft{})
	v, err := s.Learner(t.Context(), learner)
	ok(t, err)
	equal(t, v.Own, second.Cards)
}
