package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
	"time"

	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/decks"
	"github.com/overhoor/overhoor/scheduler"
)

// talk is one event on what was read for it, and what it changes.
type talk struct {
	*Engine
	event   Event
	learner Learner
	profile Profile
	round   Round
	club    Club
	loads   []Load
	guests  []Newcomer
	own     []OwnCard
	known   map[string]scheduler.Memory // the learner's memories of the group's deck, where they were read along
	words   phrase.Words
	cal     scheduler.Calendar
	now     time.Time

	newProfile bool      // profile is to be written
	newRound   bool      // round is to be written
	newClub    bool      // club is to be written
	keeps      *Keep     // to be kept beside the round, where that is not written
	carry      []Pending // reviews that the group carries from now on
	reviews    []Review
	made       []OwnCard // to be written
	unmade     []string  // IDs of own cards to be dropped
	draft      *Draft    // to be written, when not nil
	ended      []Message // the scoreboard of a round that this event put another one in place of

	board    Board // of a group, where it was needed
	hasBoard bool  // board was read
	newBoard bool  // board is to be written
}

// talk begins to handle an event.
func (e *Engine) talk(ev Event, v View) *talk {
	t := &talk{
		Engine: e, event: ev, learner: v.Learner,
		profile: v.Profile, round: v.Round, club: v.Club, loads: v.Loads, guests: slices.Clone(v.New), own: v.Own,
		now: e.clock(), cal: v.Profile.calendar(e.zone),
		words: e.words(cmp.Or(ev.From.Lang, v.Profile.Client), v.Profile.Lang), // not each event tells the language
	}
	if v.Deck == v.Round.Deck {
		t.known = v.Memories
	}
	if ev.Place.Group {
		t.takeOver()
		t.followLinks()
	}
	switch {
	case !ev.Place.Group:
		t.meet()
	case t.round.Race != nil && (t.round.asking() || t.round.Race.lobby()):
		t.words = e.book.In(t.round.Race.Lang)
	case t.club.Rules.Lang != "":
		t.words = e.book.In(t.club.Rules.Lang)
	}
	t.tidy()
	return t
}

// meet notes who the learner is and where he can be found.
func (t *talk) meet() {
	p, from := &t.profile, t.event.From
	if name := shortName(from.Name); name != "" && name != p.Name {
		p.Name, t.newProfile = name, true
	}
	if lang, ok := t.book.Match(from.Lang); ok && lang != p.Client {
		p.Client, t.newProfile = lang, true
	}
	if p.Home == (Place{}) {
		p.Home, t.newProfile = t.event.Place, true
	}
	if !slices.Contains(p.Accounts, from.Account) {
		p.Accounts = append(slices.Clone(p.Accounts), from.Account)
		t.newProfile = true
	}
}

// welcomeBack plans the pushes anew of a learner whose chat was closed to us
// and who writes again: they come where he writes, which may be another platform.
func (t *talk) welcomeBack(ctx context.Context) error {
	if !t.profile.Gone || t.event.Place.Group {
		return nil
	}
	t.profile.Home, t.profile.Gone = t.event.Place, false
	return t.planDaily(ctx)
}

// tidy drops the cards to come that their deck no longer has.
func (t *talk) tidy() {
	kept := t.round.Cards[:0]
	for i, turn := range t.round.Cards {
		if _, ok := t.card(turn); ok || i < t.round.At {
			kept = append(kept, turn)
		}
	}
	t.round.Cards = kept
	if day := t.club.Card; day != nil {
		if _, ok := t.card(day.turn()); !ok {
			t.club.Card = nil
		}
	}
}

// card finds the card of a turn.
func (t *talk) card(turn Turn) (decks.Card, bool) {
	deck, ok := t.Library.Deck(turn.Deck)
	if !ok {
		return decks.Card{}, false
	}
	return deck.Card(turn.Card)
}

// refresh reads the memories of the round again, when a step failed because
// something had changed since.
func (t *talk) refresh(ctx context.Context) error {
	if t.event.Place.Group {
		return nil
	}
	kept := make(map[string]map[string]scheduler.Memory)
	for i := range t.round.Cards {
		turn := &t.round.Cards[i]
		if kept[turn.Deck] == nil {
			memories, err := t.Store.Memories(ctx, t.learner, turn.Deck)
			if err != nil {
				return fmt.Errorf("read memories of %s: %w", turn.Deck, err)
			}
			kept[turn.Deck] = memories
		}
		memory := kept[turn.Deck][turn.Card]
		switch {
		case turn.Rating == 0:
			turn.Memory = memory
		case memory.Reps == turn.After.Reps && memory.Last.Equal(turn.After.Last):
			turn.After = memory // the same, or made anew
		default:
			turn.Locked = true
		}
	}
	return nil
}

// run decides on a reply; again tells that an earlier try came too late.
func (t *talk) run(ctx context.Context, again bool) ([]Message, error) {
	if again {
		if err := t.refresh(ctx); err != nil {
			return nil, err
		}
	}
	if err := errors.Join(t.welcomeBack(ctx), t.wake(ctx)); err != nil {
		return nil, err
	}
	if t.event.Place.Group {
		before := t.round.pulse()
		messages, err := t.reply(ctx)
		if err != nil {
			return nil, err
		}
		return t.toGroup(before, messages), nil
	}
	if err := t.rest(ctx); err != nil {
		return nil, err
	}
	awake, err := t.heard(ctx)
	if err != nil {
		return nil, err
	}
	messages, err := t.reply(ctx)
	if awake != "" && len(messages) > 0 {
		messages = append([]Message{{Text: awake}}, messages...)
	}
	return append(t.invited(), messages...), err
}

// memories are what the learner knows of the deck of a turn of the group's round.
func (t *talk) memories(ctx context.Context, turn Turn) (map[string]scheduler.Memory, error) {
	if t.known != nil && turn.Deck == t.round.Deck {
		return t.known, nil
	}
	memories, err := t.Store.Memories(ctx, t.learner, turn.Deck)
	if err != nil {
		return nil, fmt.Errorf("read memories of %s: %w", turn.Deck, err)
	}
	return memories, nil
}

// commit writes what the event changed, if anything.
func (t *talk) commit(ctx context.Context, messages []Message) error {
	if t.newRound {
		t.round.Touched = t.now
		t.round.Said = Said{Event: t.event.ID, Messages: messages}
	}
	if t.newClub {
		t.club.Said = Said{Event: t.event.ID, Messages: messages}
	}
	if t.event.Place.Group && !t.personal(t.event) {
		return t.commitGroup(ctx)
	}
	if !t.newProfile && !t.newRound {
		return nil
	}
	if len(t.reviews) > 0 {
		if err := t.planFit(ctx, t.learner, t.profile.Fit); err != nil {
			return err
		}
	}
	s := Step{Event: t.event.ID, Learner: t.learner, Place: t.event.Place, Reviews: t.reviews, Own: t.made, Disown: t.unmade, Draft: t.draft}
	if t.newProfile {
		s.Profile = &t.profile
	}
	if t.newRound {
		s.Round = &t.round
	}
	return t.Store.Commit(ctx, s)
}

// memory is the learner's scheduler for a deck, moment a review of his in it.
func (t *talk) memory(deck string) *scheduler.FSRS { return t.profile.memory(t.Scheduler, deck) }
func (t *talk) moment(deck string, at time.Time) scheduler.Moment {
	return t.profile.moment(deck, at, t.cal)
}

// place is the moment of a review of a turn, with what else is due on the days
// on which its card might come back.
func (t *talk) place(turn *Turn, at time.Time) scheduler.Moment {
	m := t.moment(turn.Deck, at)
	m.Seed, m.Load = seed(t.learner, turn.Deck, turn.Card), t.round.Load
	return m
}

// seed is the fuzz of a learner's card, always the same one.
func seed(l Learner, deck, card string) uint64 {
	h := fnv.New64a()
	for _, part := range []string{string(l), deck, card} {
		h.Write([]byte(part))
		h.Write([]byte{0})
	}
	return h.Sum64()
}

// say is a sentence with plain strings filled in.
func (t *talk) say(id phrase.ID, args phrase.Args) Text {
	return Escape(t.words.Say(id, args))
}

// count is say for a sentence about n things.
func (t *talk) count(id phrase.ID, n int, args phrase.Args) Text {
	return Escape(t.words.Count(id, n, args))
}

// button is a choice whose label is a sentence.
func (t *talk) button(id phrase.ID, command string) Button {
	return Button{Label: t.words.Say(id, nil), Command: command}
}

// tell is a reply of one message.
func (t *talk) tell(id phrase.ID, args phrase.Args, buttons ...[]Button) []Message {
	return []Message{{Text: t.say(id, args), Buttons: buttons, Private: t.event.Place.Group}}
}

// arg is the n-th word behind the command, or "".
func (t *talk) arg(n int) string {
	words := strings.Fields(t.event.Text)
	if n >= len(words) {
		return ""
	}
	return words[n]
}
