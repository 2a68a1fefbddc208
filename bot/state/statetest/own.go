package statetest

import (
	"testing"
	"time"

	"github.com/overhoor/overhoor/bot"
)

func ownCards(t *testing.T, s store) {
	profile := &bot.Profile{Name: "Anna"}
	newer := bot.OwnCard{ID: "a", Front: "KW", Back: "(T x A x P) - K", Made: noon.Add(time.Hour)}
	older := bot.OwnCard{ID: "b", Front: "Persona", Back: "een <b>\n&", Made: noon}
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
