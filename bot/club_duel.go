package bot

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/overhoor/overhoor/bot/phrase"
)

// Duel is a round of two that one of them offers.
type Duel struct {
	ID     string    `json:"id"` // in the commands of its buttons
	By     Learner   `json:"by"`
	Name   string    `json:"name"`             // of who offers it
	To     Learner   `json:"to,omitempty"`     // "" where only his name is known
	Called string    `json:"called,omitempty"` // as he was called; "" for whoever dares
	Strict bool      `json:"strict,omitempty"` // called with an @: nobody else may accept
	Deck   string    `json:"deck"`
	Cards  int       `json:"cards"`
	Mode   string    `json:"mode"`
	Until  time.Time `json:"until"` // when it is too late to accept
}

const (
	duelCards = 5
	duelWaits = 10 * time.Minute

	longestHandle = 33 // bytes, with its @: no platform has longer ones
)

// isFor tells whether somebody may accept. One who was called by a name without
// an @ may go by another one here: then it is for whoever presses.
func (d *Duel) isFor(l Learner, p Person) bool {
	if l == d.By || d.To != "" {
		return l != d.By && l == d.To
	}
	return !d.Strict || p.answersTo(d.Called)
}

// open tells whether nobody in particular is challenged.
func (d *Duel) open() bool { return d.To == "" && d.Called == "" }

// answersTo tells whether somebody is called so: by his handle, or his name or
// the first word of it.
func (p Person) answersTo(called string) bool {
	name := strings.Join(strings.Fields(p.Name), " ")
	first, _, _ := strings.Cut(name, " ")
	return slices.ContainsFunc([]string{p.Handle, name, first}, func(name string) bool {
		return name != "" && strings.EqualFold(name, called)
	})
}

// duel offers a duel, "/duel @anna crm 5", or answers to one that was offered.
func (t *talk) duel(ctx context.Context) ([]Message, error) {
	switch t.arg(0) {
	case "accept":
		return t.acceptDuel(ctx)
	case "refuse":
		return t.refuseDuel(), nil
	}
	if t.fresh() {
		return t.tell(phrase.RaceGoesOn, nil), nil
	}
	who, what := t.challenged()
	if len(who) > longestHandle || who == "" && what == "" {
		return t.tell(phrase.DuelHow, nil), nil
	}
	typed := t.event.Text
	t.event.Text = what
	want := t.wished()
	t.event.Text = typed
	if want.mode.teams { // two are no teams
		want.mode = modes()[0]
	}
	deck, ok := t.find(want.deck)
	if !ok {
		return t.whichDeck(want.deck, func(id string) string { return duelCommand(who, id) }), nil
	}
	if no := t.forbidden(deck, want.mode); no != nil {
		return no, nil
	}
	d := &Duel{
		ID: t.code(roundCode), By: t.learner, Name: t.name(), Called: echo(who, longestHandle),
		Deck: deck.ID, Cards: want.cards, Mode: want.mode.names[0], Until: t.now.Add(duelWaits),
	}
	d.Strict = d.Called != "" && strings.HasPrefix(who, "@")
	if d.Cards == 0 {
		d.Cards = min(duelCards, len(deck.Cards))
	}
	if err := t.lookUp(ctx, d, who); err != nil {
		return nil, err
	}
	if d.To == t.learner || d.Strict && t.event.From.answersTo(d.Called) {
		return t.tell(phrase.DuelSelf, nil), nil
	}
	t.club.Duel, t.newClub = d, true
	return []Message{t.duelOffer(d)}, nil
}

// duelCommand is the command of a button; for whoever dares where it would be
// too long.
func duelCommand(who, deck string) string {
	if c := strings.Join(strings.Fields("/duel "+who+" "+deck), " "); len(c) <= 64 {
		return c
	}
	return "/duel " + deck
}

// challenged parts who is called from what it is about: "@anna crm 5". What
// begins with a deck calls nobody.
func (t *talk) challenged() (who, what string) {
	words := strings.Fields(t.event.Text)
	if len(words) == 0 {
		return "", ""
	}
	if !strings.HasPrefix(words[0], "@") && !strings.HasPrefix(words[0], "<@") {
		for n := len(words); n > 0; n-- {
			if _, ok := t.find(strings.Join(words[:n], " ")); ok {
				return "", t.event.Text
			}
		}
	}
	return words[0], strings.Join(words[1:], " ")
}

// lookUp finds who was called by his account, as Discord writes it.
func (t *talk) lookUp(ctx context.Context, d *Duel, who string) error {
	id, ok := strings.CutPrefix(who, "<@")
	id = strings.Trim(id, "!>")
	if _, err := strconv.ParseUint(id, 10, 64); !ok || err != nil {
		return nil
	}
	view, err := t.Store.Read(ctx, t.event.Place, Account{Platform: t.event.Place.Platform, ID: id})
	if err != nil {
		return fmt.Errorf("read who is challenged: %w", err)
	}
	if err := t.readBoard(ctx); err != nil {
		return err
	}
	d.To, d.Called = view.Learner, t.board.Members[view.Learner].Name
	return nil
}

func (t *talk) duelOffer(d *Duel) Message {
	deck, _ := t.Library.Deck(d.Deck)
	args := phrase.Args{"By": d.Name, "Name": cmp.Or(d.Called, t.words.Say(phrase.OneOfYou, nil)), "Deck": shortTitle(deck)}
	id := phrase.DuelOffer
	if d.open() {
		id = phrase.DuelOpen
	}
	return Message{
		Text: lines(strong(t.count(id, d.Cards, args)), t.count(phrase.DuelWaits, int(duelWaits/time.Minute), nil)),
		Buttons: [][]Button{{
			t.button(phrase.DuelAcceptLabel, "/duel accept "+d.ID), t.button(phrase.DuelRefuseLabel, "/duel refuse "+d.ID),
		}},
	}
}

// offered is the duel that a button is about, if it still stands.
func (t *talk) offered() (*Duel, bool) {
	d := t.club.Duel
	return d, d != nil && d.ID == t.arg(1) && t.now.Before(d.Until)
}

// notYours tells who presses that another is meant.
func (t *talk) notYours(d *Duel) []Message {
	return t.tell(phrase.DuelNotYours, phrase.Args{"Name": cmp.Or(d.Called, t.words.Say(phrase.AnotherPerson, nil))})
}

// acceptDuel begins the round that was offered: only the two can answer.
func (t *talk) acceptDuel(ctx context.Context) ([]Message, error) {
	d, ok := t.offered()
	switch {
	case !ok:
		return t.tell(phrase.DuelGone, nil), nil
	case t.learner == d.By:
		return t.tell(phrase.DuelYours, nil), nil
	case !d.isFor(t.learner, t.event.From):
		return t.notYours(d), nil
	case t.fresh():
		return t.tell(phrase.RaceGoesOn, nil), nil
	}
	before := t.round.ID
	as := *t
	as.event.Text = fmt.Sprintf("%s %d %s", d.Deck, d.Cards, d.Mode)
	as.event.From.Admin = true // that it may be begun was seen when it was offered
	messages, err := as.raceQuiz(ctx)
	if err != nil || as.round.ID == before {
		return messages, err
	}
	as.event = t.event
	*t = as
	race := t.round.Race
	race.By, race.Only = d.By, []Player{{Learner: d.By, Name: d.Name}, {Learner: t.learner, Name: t.name()}}
	for _, p := range race.Only {
		race.plays(p.Learner)
	}
	messages[0].Text = lines(strong(t.say(phrase.DuelBegins, t.duelists())), messages[0].Text)
	t.club.Duel, t.newClub = nil, true
	return messages, nil
}

// refuseDuel takes back what was offered, or says no to it.
func (t *talk) refuseDuel() []Message {
	d, ok := t.offered()
	switch {
	case !ok:
		return t.tell(phrase.DuelGone, nil)
	case t.learner != d.By && !d.isFor(t.learner, t.event.From):
		return t.notYours(d)
	case t.learner != d.By && d.open():
		return t.tell(phrase.DuelOthers, nil) // somebody else may still dare
	}
	t.club.Duel, t.newClub = nil, true
	return []Message{{Edit: t.event.Pressed, Text: t.say(phrase.DuelRefused, phrase.Args{"Name": t.name()})}}
}

// duelists are the two of a duel, by name.
func (t *talk) duelists() phrase.Args {
	only := t.round.Race.Only
	return phrase.Args{"One": only[0].Name, "Other": only[1].Name}
}

// watches tells whether the learner looks on at a duel of others.
func (t *talk) watches() bool {
	race := t.round.Race
	return race != nil && len(race.Only) > 0 && !race.duels(t.learner)
}

// duels tells whether a learner is one of the two of a duel.
func (r *Race) duels(l Learner) bool {
	return slices.ContainsFunc(r.Only, func(p Player) bool { return p.Learner == l })
}

// lookOn leaves alone what is said by who looks on, and tells him so where he
// means us.
func (t *talk) lookOn() []Message {
	switch {
	case !t.event.Direct && t.event.Command == "":
		return nil
	case !t.round.asking():
		return t.offer(phrase.NoRound)
	}
	return t.tell(phrase.DuelLookOn, t.duelists())
}

// keepsOut tells whether a command would help or hinder a duel of others. An
// admin may skip what holds it up.
func (t *talk) keepsOut(v verb) bool {
	if !t.watches() || !t.round.asking() {
		return false
	}
	skips := slices.Contains([]string{"skip", "show"}, v.names[0])
	return skips && !t.event.From.Admin || slices.Contains([]string{"hint", "choose"}, v.names[0])
}
