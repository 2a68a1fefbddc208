package bot

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/overhoor/overhoor/bot/dates"
	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/decks"
	"github.com/overhoor/overhoor/scheduler"
)

// ForAdmins tells whether an event asks for what the admins of its group may do
// and not everybody: whether its sender is one has to be known then.
func (e *Engine) ForAdmins(ev Event) bool {
	v, ok := e.verbs[ev.Command]
	return e.onlyAdmins(ev) || ok && ev.Place.Group && slices.Contains([]string{"stop", "skip", "show", "pause", "quiz", "start", "begin", "duel"}, v.names[0])
}

// onlyAdmins tells whether nobody else may.
func (e *Engine) onlyAdmins(ev Event) bool {
	v, ok := e.verbs[ev.Command]
	return ok && ev.Place.Group && (v.names[0] == "settings" ||
		slices.Contains([]string{"daily", "exam"}, v.names[0]) && strings.TrimSpace(ev.Text) != "")
}

// adminsOnly tells a member who may do it.
func (t *talk) adminsOnly(v verb) []Message {
	if v.names[0] == "settings" {
		return t.tell(phrase.SettingsNotYours, nil)
	}
	return t.tell(phrase.AdminsOnly, nil)
}

// clubDaily sets or tells at what hour the group's card of the day comes:
// "/daily 08:30", "/daily 08:30 crm", "/daily 08:30 20:00 crm", "/daily off".
func (t *talk) clubDaily(ctx context.Context) ([]Message, error) {
	words := strings.Fields(strings.ToLower(t.event.Text))
	switch {
	case len(words) == 0:
		return []Message{t.clubSays()}, nil
	case isOff(words[0]):
		t.club.Daily, t.newClub = "", true
		return []Message{{Text: t.say(phrase.ClubOff, nil)}}, t.planClub(ctx)
	}
	daily, ok := dates.Clock(words[0])
	if !ok {
		return t.tell(phrase.ClubDailyUnclear, phrase.Args{"Want": echo(words[0], 20)}), nil
	}
	words = words[1:]
	late := t.club.Evening
	if len(words) > 0 {
		if clock, ok := dates.Clock(words[0]); ok {
			late, words = clock, words[1:]
		}
	}
	command := func(deck string) string { return strings.Join(strings.Fields("/daily "+daily+" "+late+" "+deck), " ") }
	if len(words) > 0 {
		deck, ok := t.find(strings.Join(words, " "))
		if !ok {
			return t.whichDeck(strings.Join(words, " "), command), nil
		}
		t.club.Deck = deck.ID
	}
	if _, ok := t.clubDeck(); !ok {
		return t.whichDeck("", command), nil
	}
	t.club.Daily, t.club.Evening, t.club.Lang, t.club.Zone = daily, late, t.words.Lang, t.profile.Zone
	t.newClub = true
	return []Message{t.clubSays()}, t.planClub(ctx)
}

// clubDeck is the deck that the card of the day comes from.
func (t *talk) clubDeck() (*decks.Deck, bool) {
	d, ok := t.Library.Deck(cmp.Or(t.club.Deck, t.round.Deck))
	return d, ok && len(d.Cards) > 0
}

// clubSays tells when the card of the day comes.
func (t *talk) clubSays() Message {
	deck, ok := t.clubDeck()
	if !ok || t.club.Daily == "" {
		return Message{Text: t.say(phrase.ClubNone, nil), Private: true}
	}
	m := Message{Text: lines(
		t.say(phrase.ClubDaily, phrase.Args{
			"Time": t.club.Daily, "Zone": cmp.Or(t.club.Zone, t.Zone),
			"Deck": shortTitle(deck), "Evening": cmp.Or(t.club.Evening, evening),
		}),
		t.takePart(len(t.club.Members)),
	)}
	m.Buttons = [][]Button{{t.button(phrase.JoinLabel, "/join")}}
	return m
}

// takePart tells how many take part, once somebody does.
func (t *talk) takePart(n int) Text {
	if n == 0 {
		return ""
	}
	return t.count(phrase.TakePart, n, nil)
}

// whichDeck lets an admin choose the deck that a command still needs.
func (t *talk) whichDeck(want string, command func(deck string) string) []Message {
	m := t.tell(phrase.WhichDeck, nil)[0]
	near := t.Library.Decks()
	if want != "" {
		m = t.tell(phrase.UnknownDeck, phrase.Args{"Want": echo(want, 40)})[0]
		if like := t.near(want); len(like) > 0 {
			near = like
		}
	}
	m.Buttons = t.deckChoices(near[:min(len(near), mostDecks)], command)
	return []Message{m}
}

// calendar is the group's; a zone that can't be loaded any more is the
// program's.
func (c *Club) calendar(otherwise *time.Location) scheduler.Calendar {
	return (&Profile{Zone: c.Zone}).calendar(otherwise)
}

// planClub plans the group's next message. Like planDaily it comes before the
// club is written.
func (t *talk) planClub(ctx context.Context) error {
	next, err := nextCry(&t.club, t.now, t.club.calendar(t.zone), t.Daily)
	if err != nil {
		return err
	}
	if err := t.Store.PlanGroup(ctx, t.event.Place, next); err != nil {
		return fmt.Errorf("plan the group's next message: %w", err)
	}
	return nil
}

// nextCry is when a group's next message is due: the card of the day, its
// answer, or what is told of the exam at the hour that is the program's where
// there is no card; the zero time if none is.
func nextCry(c *Club, now time.Time, cal scheduler.Calendar, hour string) (time.Time, error) {
	if c.Gone || c.Paused {
		return time.Time{}, nil
	}
	var next time.Time
	sooner := func(at time.Time) {
		if next.IsZero() || at.Before(next) {
			next = at
		}
	}
	if c.asking() {
		sooner(later(c.Card.Until, now))
	}
	if c.Daily != "" {
		at, err := cal.NextAt(now, c.Daily)
		if err != nil {
			return time.Time{}, err
		}
		sooner(at)
	}
	if c.Exam != nil {
		at, err := c.Exam.next(now, cal, cmp.Or(c.Daily, hour))
		if err != nil {
			return time.Time{}, err
		}
		if !at.IsZero() {
			sooner(at)
		}
	}
	at, err := c.recapAt(now, cal)
	if err != nil {
		return time.Time{}, err
	}
	if !at.IsZero() {
		sooner(at)
	}
	return next, nil
}

// wake plans the messages again of a group that we kept still in, when
// somebody there uses us.
func (t *talk) wake(ctx context.Context) error {
	if !t.event.Place.Group || !t.club.Gone && !t.club.Paused {
		return nil
	}
	if _, ours := t.verbs[t.event.Command]; !ours && !t.event.Direct && !t.club.Gone {
		return nil
	}
	t.club.Gone, t.club.Paused, t.club.Silent, t.newClub = false, false, 0, true
	return t.planClub(ctx)
}

// takeIn makes a learner count in what his group is asked, or no longer:
// "/join off".
func (t *talk) takeIn(context.Context) ([]Message, error) {
	switch {
	case isOff(t.arg(0)):
		if t.club.leave(t.learner) {
			t.enrol(t.learner, true)
			t.newClub = true
		}
		return t.tell(phrase.JoinOff, nil), nil
	case slices.Contains(t.club.Members, t.learner):
		return t.tell(phrase.JoinAlready, nil), nil
	case !t.club.join(t.learner):
		return t.tell(phrase.JoinFull, nil), nil
	}
	t.letIn(true)
	t.enrol(t.learner, false)
	t.newClub = true
	return t.tell(phrase.Joined, nil), nil
}
