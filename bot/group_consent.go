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

// Newcomer is who answers in a round and never learned with us. Nothing is
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
func (r *Race) newcomer(l Learner) *Newcomer {
	i := slices.IndexFunc(r.New, func(n Newcomer) bool { return n.Learner == l })
	if i < 0 {
		return nil
	}
	return &r.New[i]
}

// waiting are the newcomers who haven't played on, for the next card or round:
// the others are known by their reviews.
func (r *Race) waiting() []Newcomer {
	return slices.DeleteFunc(slices.Clone(r.New), func(n Newcomer) bool { return n.In })
}

// welcome notes that the learner answers: he is a newcomer, or plays on.
func (t *talk) welcome() {
	race := t.round.Race
	n := race.newcomer(t.learner)
	switch {
	case n == nil && !t.profile.settled():
		race.New, t.newRound = append(race.New, Newcomer{Learner: t.learner, Name: t.name()}), true
	case n != nil && n.Told && !n.In:
		race.Pending = append(race.Pending, n.Held...)
		n.In, n.Held, t.newRound = true, nil, true
	}
}

// hold keeps a newcomer's review back. It is false for anybody else's.
func (r *Race) hold(p Pending) bool {
	n := r.newcomer(p.Learner)
	if n == nil || n.In {
		return false
	}
	n.Held = append(n.Held, p)
	return true
}

// all is the reviews that are on their way, and those that are held back.
func (r *Race) all() []Pending {
	all := slices.Clone(r.Pending)
	for _, n := range r.New {
		all = append(all, n.Held...)
	}
	return all
}

// unhold drops a review that is held. It is false when it isn't.
func (r *Race) unhold(p Pending) bool {
	n := r.newcomer(p.Learner)
	if n == nil {
		return false
	}
	held := len(n.Held)
	n.Held = slices.DeleteFunc(n.Held, func(h Pending) bool { return h.Event == p.Event })
	return len(n.Held) < held
}

// tellNewcomers tells newcomers once, in what is said to all anyway, that their
// answers will count for their own cards if they play on. It isn't told in
// private, as not every platform brings such an answer to who pressed or voted.
func (t *talk) tellNewcomers(messages []Message) []Message {
	race := t.round.Race
	if race == nil {
		return messages
	}
	if slices.Contains(race.played, t.learner) {
		t.welcome()
	}
	i := slices.IndexFunc(messages, func(m Message) bool { return !m.Private && m.Quiz == nil && m.React == "" })
	if i < 0 {
		return messages
	}
	names := race.untold()
	if len(names) == 0 {
		return messages
	}
	t.newRound = true
	m := &messages[i]
	how, next, _ := strings.Cut(string(m.Text), "\n\n") // the question stays the last
	told := soft(t.count(phrase.Newcomers, len(names), phrase.Args{"Names": strings.Join(names, ", ")}))
	m.Text = apart(lines(Text(how), told), Text(next))
	m.Buttons = append(slices.Clone(m.Buttons), []Button{t.button(phrase.PointsOnlyLabel, "/remember "+off)})
	return messages
}

// untold are the names of newcomers who are told now, as many as are named at
// once.
func (r *Race) untold() []string {
	var names []string
	for i := range r.New {
		if n := &r.New[i]; !n.Told && len(names) < mostNamers {
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
	if race := t.round.Race; race != nil {
		if n := race.newcomer(t.learner); n != nil {
			if as == groupsOn {
				race.Pending = append(race.Pending, n.Held...)
			}
			n.Told, n.In, n.Held, t.newRound = true, true, nil, true
		}
	}
	t.club.Pending = append(t.club.Pending, Pending{Event: t.event.ID, Learner: t.learner, At: t.now, Groups: as})
	t.newClub = true
	return t.tell(id, nil), nil
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
