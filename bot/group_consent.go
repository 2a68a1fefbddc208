package bot

import (
	"context"
	"slices"
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
// does they are never written.
type Newcomer struct {
	Learner Learner   `json:"learner"`
	Name    string    `json:"name"`
	Told    bool      `json:"told,omitempty"`
	In      bool      `json:"in,omitempty"` // he played on
	Held    []Pending `json:"held,omitempty"`
}

// newcomer finds a learner among the newcomers; nil if he is none.
func (c *Club) newcomer(l Learner) *Newcomer {
	i := slices.IndexFunc(c.New, func(n Newcomer) bool { return n.Learner == l })
	if i < 0 {
		return nil
	}
	return &c.New[i]
}

// settled tells whether it is known if the learner's answers count for his own
// cards: he also said so when he took part here, or what he chose, or played on
// for, is on its way.
func (t *talk) settled() bool {
	return t.profile.settled() || slices.Contains(t.club.Members, t.learner) || slices.ContainsFunc(t.carried(), func(p Pending) bool { return p.Learner == t.learner })
}

// welcome notes that the learner answers: he is a newcomer, or plays on.
func (t *talk) welcome() {
	c := &t.club
	n := c.newcomer(t.learner)
	switch {
	case n == nil && !t.settled():
		c.New, t.newPeople = append(c.New, Newcomer{Learner: t.learner, Name: t.name()}), true
	case n != nil && n.Told && !n.In:
		t.letIn(true)
	}
}

// holds keeps a newcomer's review back. It is false for anybody else's.
func (t *talk) holds(p Pending) bool {
	if p.Learner == t.learner {
		t.welcome()
	}
	n := t.club.newcomer(p.Learner)
	if n == nil || n.In {
		return false
	}
	n.Held, t.newPeople = append(n.Held, p), true
	return true
}

// unhold drops a review that is held. It is false when it isn't.
func (t *talk) unhold(p Pending) bool {
	n := t.club.newcomer(p.Learner)
	if n == nil {
		return false
	}
	held := len(n.Held)
	n.Held = slices.DeleteFunc(n.Held, func(h Pending) bool { return h.Event == p.Event })
	t.newPeople = t.newPeople || len(n.Held) < held
	return len(n.Held) < held
}

// knowNewcomers lets go of the newcomers who played on, when a card is closed:
// from now on they are known by their reviews.
func (t *talk) knowNewcomers() {
	known := func(n Newcomer) bool { return n.In }
	if slices.ContainsFunc(t.club.New, known) {
		t.club.New, t.newPeople = slices.DeleteFunc(t.club.New, known), true
	}
}

// tellNewcomers tells newcomers once, in what is said to all anyway, that their
// answers will count for their own cards if they play on. It isn't told in
// private, as not every platform brings such an answer to who pressed or voted.
func (t *talk) tellNewcomers(messages []Message) []Message {
	if race := t.round.Race; race != nil && slices.Contains(race.played, t.learner) {
		t.welcome()
	}
	t.newClub = t.newClub || t.newPeople
	i := slices.IndexFunc(messages, func(m Message) bool {
		return !m.Private && m.Quiz == nil && m.React == "" && len(m.Buttons) < mostRows
	})
	if i < 0 {
		return messages
	}
	names := t.club.untold()
	if len(names) == 0 {
		return messages
	}
	t.newClub = true
	m := &messages[i]
	how, next, _ := strings.Cut(string(m.Text), "\n\n") // the question stays the last
	told := soft(t.count(phrase.Newcomers, len(names), phrase.Args{"Names": strings.Join(names, ", ")}))
	m.Text = apart(lines(Text(how), told), Text(next))
	m.Buttons = append(slices.Clone(m.Buttons), []Button{t.button(phrase.PointsOnlyLabel, "/remember "+off)})
	return messages
}

// mostRows is how many rows of buttons a message can have.
const mostRows = 5

// untold are the names of newcomers who are told now, as many as are named at
// once.
func (c *Club) untold() []string {
	var names []string
	for i := range c.New {
		if n := &c.New[i]; !n.Told && len(names) < mostNamers {
			n.Told = true
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
	n := t.club.newcomer(t.learner)
	if n == nil {
		return
	}
	if counts {
		t.carry = append(t.carry, n.Held...)
	}
	n.Told, n.In, n.Held, t.newPeople = true, true, nil, true
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
