package bot

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/overhoor/overhoor/bot/phrase"
)

// What a learner chose about his answers in groups; "" for who was never asked.
const (
	groupsOn  = "on"
	groupsOff = "off" // he plays for points alone
)

// settled tells whether it is known if a learner's answers in groups count for
// his own cards: he chose, or he learns with us already.
func (p *Profile) settled() bool {
	return p.Groups != "" || p.Home != Place{} || len(p.Decks) > 0
}

// Newcomer is who answers in a group and never learned with us. Nothing is
// written to his memory before he was told that it would be and played on: to
// answer again is his yes. Until then his reviews are held, and if he never
// does they are never written. Each lies beside the club by himself, so that no
// newcomer waits for another one; who was told is in Club.Welcomed.
type Newcomer struct {
	Learner Learner   `json:"learner"`
	Version int64     `json:"-"`           // counts the writes; kept by the Store
	Number  int       `json:"n,omitempty"` // he came after those of lower numbers
	Name    string    `json:"name"`
	Told    bool      `json:"told,omitempty"` // where a club of an older version kept him
	In      bool      `json:"in,omitempty"`   // he played on
	Known   bool      `json:"-"`              // he is no newcomer any more, and to be forgotten
	Held    []Pending `json:"held,omitempty"`

	changed bool // in this event
}

// newcomer finds a learner among the newcomers; nil if he is none.
func (t *talk) newcomer(l Learner) *Newcomer {
	i := slices.IndexFunc(t.guests, func(n Newcomer) bool { return n.Learner == l && !n.Known })
	if i < 0 {
		return nil
	}
	return &t.guests[i]
}

// comes adds a newcomer, after those who are there.
func (t *talk) comes(n Newcomer) {
	n.Number, n.changed = 1, true
	if i := len(t.guests); i > 0 {
		n.Number += t.guests[i-1].Number
	}
	t.guests = append(t.guests, n)
}

// welcomed tells whether a newcomer was told that his answers will count.
func (t *talk) welcomed(l Learner) bool { return slices.Contains(t.club.Welcomed, l) }

// changedNewcomers are those whom this event changed.
func (t *talk) changedNewcomers() (changed []Newcomer) {
	for _, n := range t.guests {
		if n.changed {
			changed = append(changed, n)
		}
	}
	return changed
}

// settled tells whether it is known if the learner's answers count for his own
// cards: he also said so when he took part here, or what he chose, or played on
// for, is on its way.
func (t *talk) settled() bool {
	return t.profile.settled() || slices.Contains(t.club.Members, t.learner) || slices.ContainsFunc(t.carried(), func(p Pending) bool { return p.Learner == t.learner })
}

// welcome notes that the learner answers: he is a newcomer, or plays on.
func (t *talk) welcome() {
	n := t.newcomer(t.learner)
	switch {
	case n == nil && !t.settled():
		t.comes(Newcomer{Learner: t.learner, Name: t.name()})
	case n != nil && t.welcomed(t.learner) && !n.In:
		t.letIn(true)
	}
}

// holds keeps a newcomer's review back. It is false for anybody else's.
func (t *talk) holds(p Pending) bool {
	if p.Learner == t.learner {
		t.welcome()
	}
	n := t.newcomer(p.Learner)
	if n == nil || n.In {
		return false
	}
	n.Held, n.changed = append(slices.Clip(n.Held), p), true
	return true
}

// unhold drops a review that is held. It is false when it isn't.
func (t *talk) unhold(p Pending) bool {
	n := t.newcomer(p.Learner)
	if n == nil {
		return false
	}
	held := len(n.Held)
	n.Held = slices.DeleteFunc(slices.Clone(n.Held), func(h Pending) bool { return h.Event == p.Event })
	n.changed = n.changed || len(n.Held) < held
	return len(n.Held) < held
}

// knowNewcomers lets go of the newcomers who played on, when a card is closed:
// from now on they are known by their reviews.
func (t *talk) knowNewcomers() {
	for i := range t.guests {
		n := &t.guests[i]
		if !n.In || n.changed { // what is held of who plays on by this event is only now on its way
			continue
		}
		n.Known, n.changed = true, true
		if t.welcomed(n.Learner) {
			t.club.Welcomed, t.newClub = slices.DeleteFunc(slices.Clone(t.club.Welcomed), func(l Learner) bool { return l == n.Learner }), true
		}
	}
}

// tellNewcomers tells newcomers once, in what is said to all anyway, that their
// answers will count for their own cards if they play on. It isn't told in
// private, as not every platform brings such an answer to who pressed or voted.
func (t *talk) tellNewcomers(messages []Message) []Message {
	if race := t.round.Race; race != nil && slices.Contains(race.played, t.learner) {
		t.welcome()
	}
	i := slices.IndexFunc(messages, func(m Message) bool {
		return !m.Private && m.Quiz == nil && m.React == "" && len(m.Buttons) < mostRows
	})
	if i < 0 {
		return messages
	}
	names := t.tellAll()
	if len(names) == 0 {
		return messages
	}
	m := &messages[i]
	how, next, _ := strings.Cut(string(m.Text), "\n\n") // the question stays the last
	if m.Ask != nil && next == "" {
		how, next = "", how
	}
	m.Text = apart(lines(Text(how), soft(t.welcomes(names))), Text(next))
	m.Buttons = append(slices.Clone(m.Buttons), []Button{t.button(phrase.PointsOnlyLabel, "/remember "+off)})
	return messages
}

// welcomes tells newcomers, all of them at once, that their answers will count.
func (t *talk) welcomes(names []string) Text {
	if len(names) <= mostNamers {
		return t.count(phrase.Newcomers, len(names), phrase.Args{"Names": strings.Join(names, ", ")})
	}
	named := names[:mostNamers-1]
	return t.say(phrase.NewcomersMany, phrase.Args{
		"Names": strings.Join(named, ", "), "Others": strconv.Itoa(len(names) - len(named)),
	})
}

// mostRows is how many rows of buttons a message can have.
const mostRows = 5

// tellAll notes that all newcomers are told now, and returns the names of those
// who weren't.
func (t *talk) tellAll() (names []string) {
	for _, n := range t.guests {
		if !n.Known && !n.In && !t.welcomed(n.Learner) {
			t.club.Welcomed, t.newClub = append(slices.Clip(t.club.Welcomed), n.Learner), true
			names = append(names, n.Name)
		}
	}
	return names
}

// remember lets a learner choose whether his answers in groups count for his own
// cards; with nothing behind it, it is the other way about.
func (t *talk) remember(context.Context) ([]Message, error) {
	as := groupsOff
	if t.profile.Groups == groupsOff {
		as = groupsOn
	}
	switch word := t.arg(0); {
	case isOff(word):
		as = groupsOff
	case word != "":
		as = groupsOn
	}
	id := phrase.RemembersOn
	if as == groupsOff {
		id = phrase.RemembersOff
	}
	if !t.event.Place.Group {
		t.profile.Groups, t.newProfile = as, true
		return t.tell(id, nil), nil
	}
	t.letIn(as == groupsOn)
	t.carry = append(t.carry, Pending{Event: t.event.ID, Learner: t.learner, At: t.now, Groups: as})
	t.newClub = true
	return t.tell(id, nil), nil
}

// letIn ends the waiting of a newcomer who said what he wants: what is held of
// his counts, or not.
func (t *talk) letIn(counts bool) {
	n := t.newcomer(t.learner)
	if n == nil {
		return
	}
	if counts {
		t.carry = append(t.carry, n.Held...)
	}
	n.In, n.Held, n.changed = true, nil, true
}

// setGroups is the same choice as a setting.
func (t *talk) setGroups(_ context.Context, value string) (bool, error) {
	switch value {
	case groupsOn, groupsOff:
		t.profile.Groups = value
		return true, nil
	}
	return false, nil
}

func (t *talk) groupsPage() (Text, [][]Button) {
	id, isOn := phrase.GroupsOn, t.profile.Groups != groupsOff
	if !isOn {
		id = phrase.GroupsOff
	}
	return t.say(id, nil), [][]Button{{
		choice(t.words.Say(phrase.CountsLabel, nil), "/settings groups "+groupsOn, isOn),
		choice(t.words.Say(phrase.PointsOnlyLabel, nil), "/settings groups "+groupsOff, !isOn),
	}}
}

// chooses applies what a learner chose in a group to his profile.
func (e *Engine) chooses(ctx context.Context, p Pending, profile Profile) error {
	profile.Groups = p.Groups
	return e.Store.Commit(ctx, Step{Event: p.Event, Learner: p.Learner, Profile: &profile})
}
