package bot

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/scheduler"
)

// giveUp closes a card that nobody had wholly, and tells its answer.
func (t *talk) giveUp() Message {
	turn := t.round.Cards[t.round.At]
	items := t.graders[turn.Deck].Items(turn.Card)
	how := t.foundOf(items)
	if how == "" {
		how = t.say(phrase.RaceNobody, nil)
	}
	m := Message{Text: lines(strong(how), t.reference(turn))}
	if len(t.round.Race.Named) > 0 {
		t.closeList(items)
	} else {
		t.closeCard(nil)
	}
	t.round.Race.Closed = time.Time{} // the answer is told: it is nobody's any more
	return m
}

// closeCard goes on to the next card from one that some had: who tried and
// didn't get it has forgotten it.
func (t *talk) closeCard(had []Earned) {
	turn, race := &t.round.Cards[t.round.At], t.round.Race
	if t.round.At > 0 {
		t.round.Cards[t.round.At-1].Closed = race.Closed
	}
	race.Had, race.Closed, race.Closing = had, t.now, t.event.ID
	for _, l := range slices.Sorted(maps.Keys(race.Tries)) {
		t.pend(l, *turn, scheduler.Again)
	}
	race.Tries, race.Named, race.Skips, race.Answers, race.Undone, turn.Judged, turn.Shown = nil, nil, nil, nil, nil, nil, nil
	race.Until = t.now.Add(race.mode().perCard)
	t.knowNewcomers()
	t.round.At++
	if t.round.asking() {
		t.round.Cards[t.round.At].Asked = t.now
	}
	t.newRound = true
}

// pend has a review of the card that is closed applied to a learner's memory, a
// newcomer's once he has played on.
func (t *talk) pend(l Learner, turn Turn, r scheduler.Rating) {
	p, race := t.pending(l, turn, r, t.now), t.round.Race
	race.Tally = race.Tally.plus(p.tally())
	if r == scheduler.Again {
		race.missed(t.round.At, 1)
	}
	if !t.holds(p) {
		t.carry = append(t.carry, p)
	}
}

func (t *talk) pending(l Learner, turn Turn, r scheduler.Rating, at time.Time) Pending {
	return Pending{Event: t.event.ID, Learner: l, Deck: turn.Deck, Card: turn.Card, Rating: r, At: at}
}

// raceNext says how a card went and in the same message, where that can be, the
// next card or the end.
func (t *talk) raceNext(m Message) []Message {
	m.Text = lines(m.Text, t.beside(t.round.Cards[t.round.At-1]))
	if !t.round.asking() {
		end := t.raceEnd()
		if m.Edit {
			return []Message{m, end}
		}
		m.Text, m.Buttons = apart(m.Text, end.Text), end.Buttons
		return []Message{m}
	}
	next := t.raceQuestion()
	if next.Quiz != nil { // which is nothing but its question
		return []Message{m, next}
	}
	m.Text, m.Ask, m.Buttons = apart(m.Text, next.Text), next.Ask, next.Buttons
	return []Message{m}
}

// apart sets two texts apart by an empty line, where there are two.
func apart(a, b Text) Text {
	switch {
	case a == "":
		return b
	case b == "":
		return a
	}
	return a + "\n\n" + b
}

// raceEnd is the final standings.
func (t *talk) raceEnd() Message {
	m := Message{Text: strong(t.say(phrase.RaceOver, nil))}
	best := t.round.Race.standings()
	if t.round.Race.Teams != nil {
		best = t.ranks()
	}
	switch {
	case len(best) == 0 || best[0].Points == 0:
	case len(best) > 1 && best[0].Points == best[1].Points:
		m.Text = lines(strong(t.say(phrase.RaceTie, nil)), t.standings())
	default:
		m.Text = lines(strong(t.say(phrase.RaceWinner, phrase.Args{"Name": best[0].Name})), t.standings())
	}
	m.Buttons = [][]Button{{t.button(phrase.AnotherRound, t.anew())}}
	if len(t.round.Race.Missed) > 0 {
		m.Buttons[0] = append(m.Buttons[0], t.button(phrase.MissedLabel, "/practise "+mine))
	}
	if t.round.Race.Teams != nil {
		m.Text = lines(m.Text, t.bestPlayers())
	}
	if t.round.Race.mode().silent {
		m.Text = lines(m.Text, t.results())
	} else {
		m.Text = lines(m.Text, t.mostMissed())
	}
	m.Text = lines(m.Text, t.mostMixed())
	return m
}

// shownMissed is how many of the cards that were missed most are told.
const shownMissed = 3

// mostMissed tells the cards that most missed, a line each.
func (t *talk) mostMissed() Text {
	worst := slices.Clone(t.round.Race.Missed)
	slices.SortStableFunc(worst, func(a, b Missed) int { return cmp.Compare(b.By, a.By) })
	var all []Text
	for _, m := range worst[:min(len(worst), shownMissed)] {
		if card, ok := t.card(t.round.Cards[m.Turn]); ok {
			all = append(all, t.count(phrase.MissedBy, m.By, phrase.Args{"Front": cut(card.Front, shortCard)}))
		}
	}
	return lines(all...)
}

// anew is the command for another round like this one.
func (t *talk) anew() string {
	return strings.TrimSpace("/quiz " + t.round.Deck + " " + t.round.Race.Mode)
}

// standings is one line of the best, or of the teams where there are any.
func (t *talk) standings() Text {
	if t.round.Race.Teams != nil {
		return t.teamStandings()
	}
	var all []string
	for _, s := range t.round.Race.standings() {
		if len(all) == 8 {
			break
		}
		all = append(all, s.Name+" "+strconv.Itoa(s.Points))
	}
	if len(all) == 0 {
		return ""
	}
	return t.say(phrase.Standings, phrase.Args{"All": strings.Join(all, " · ")})
}
