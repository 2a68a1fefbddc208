package bot

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"
	"time"

	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/decks"
	"github.com/overhoor/overhoor/scheduler"
)

// mostStats is how many decks a page tells of.
const mostStats = 5

// progress is how a learner stands with a deck.
type progress struct {
	deck  *decks.Deck
	known float64 // cards he is expected to recall tomorrow
	due   int
	worst standing   // forgotten most often
	bad   []standing // leeches, and cards set aside
}

// standing is how a learner stands with a card.
type standing struct {
	deck   string
	card   decks.Card
	memory scheduler.Memory
	until  time.Time // when it comes back that is set aside; zero if it isn't
}

// stats tells how the learner stands.
func (t *talk) stats(ctx context.Context) ([]Message, error) {
	if t.arg(0) == "week" && !t.event.Place.Group {
		return t.ownWeek(ctx)
	}
	all, err := t.progressAll(ctx)
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return t.tell(phrase.StatsNone, nil, []Button{t.button(phrase.ChooseDeck, "/decks")}), nil
	}
	m := t.statsMessage(all)
	recall, err := t.recallLine(ctx)
	if err != nil {
		return nil, err
	}
	m.Text = lines(m.Text, recall)
	if !t.event.Place.Group {
		m.Buttons = append(m.Buttons, []Button{t.button(phrase.OwnWeekLabel, "/stats week")})
	}
	waiting, err := t.proposed(ctx, t.owned())
	if err != nil {
		return nil, err
	}
	if len(waiting) > 0 && !t.event.Place.Group {
		m.Text = lines(m.Text, t.count(phrase.AnswersWaiting, len(waiting), nil))
		m.Buttons = append(m.Buttons, []Button{t.button(phrase.AnswersLabel, "/answers")})
	}
	return []Message{m}, nil
}

// progressAll is how the learner stands with each deck that he began.
func (t *talk) progressAll(ctx context.Context) ([]progress, error) {
	var all []progress
	for _, d := range t.begun() {
		p, err := t.progress(ctx, d)
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, nil
}

func (t *talk) progress(ctx context.Context, d *decks.Deck) (progress, error) {
	memories, err := t.Store.Memories(ctx, t.learner, d.ID)
	if err != nil {
		return progress{}, fmt.Errorf("read memories of %s: %w", d.ID, err)
	}
	p := progress{deck: d}
	fsrs, tomorrow := t.memory(d.ID), scheduler.Moment{Now: t.cal.StartOfDay(t.now, 1), Cal: t.cal}
	for _, c := range d.Cards {
		card := standing{deck: d.ID, card: c, memory: memories[c.ID]}
		card.until, _ = t.profile.asideUntil(d.ID, c.ID, t.now)
		if isLeech(card.memory) || !card.until.IsZero() {
			p.bad = append(p.bad, card)
		}
		if card.memory.New() {
			continue
		}
		if t.cal.Days(card.memory.Last, card.memory.Due) > 0 { // else it was forgotten just now
			p.known += fsrs.Retrievability(card.memory, tomorrow)
		}
		if card.until.IsZero() && !t.due(Turn{Deck: d.ID, Card: c.ID, Memory: card.memory}).After(t.now) {
			p.due++
		}
		if card.memory.Lapses > p.worst.memory.Lapses {
			p.worst = card
		}
	}
	return p, nil
}

// troubled is the leeches, those first that slipped most often, then the cards
// set aside, the first to come back first.
func troubled(all []progress) []standing {
	var bad []standing
	for _, p := range all {
		bad = append(bad, p.bad...)
	}
	slices.SortStableFunc(bad, func(a, b standing) int {
		return cmp.Or(a.until.Compare(b.until), cmp.Compare(b.memory.Lapses, a.memory.Lapses))
	})
	return bad
}

func (t *talk) statsMessage(all []progress) Message {
	due, worst := 0, standing{}
	var rows []Text
	shown := t.leaf(len(all), mostStats, t.arg(0), "/stats")
	for i, p := range all {
		due += p.due
		if p.worst.memory.Lapses > worst.memory.Lapses {
			worst = p.worst
		}
		if i >= shown.from && i < shown.to {
			rows = append(rows, t.say(phrase.StatsDeck, phrase.Args{
				"Deck": shortTitle(p.deck), "Known": strconv.Itoa(int(math.Round(p.known))),
				"Of": strconv.Itoa(len(p.deck.Cards)), "Due": strconv.Itoa(p.due),
			}))
		}
	}
	text := append([]Text{strong(t.count(phrase.StatsDue, due, nil)), t.streakLine()}, rows...)
	m := Message{Private: t.event.Place.Group, Edit: t.event.Pressed && t.arg(0) != ""}
	if due > 0 {
		m.Buttons = append(m.Buttons, []Button{t.button(phrase.AllDueLabel, "/quiz "+allDue)})
	}
	bad := troubled(all)
	switch n := len(bad); {
	case n > 0 && !t.event.Place.Group:
		text = append(text, t.count(phrase.StatsLeeches, n, nil))
		m.Buttons = append(m.Buttons, []Button{t.button(phrase.LeechesLabel, "/leeches")})
	case worst.memory.Lapses > 0:
		text = append(text, t.count(phrase.StatsWorst, int(worst.memory.Lapses), phrase.Args{"Front": cut(worst.card.Front, 80)}))
	}
	if len(t.profile.Fit.weights(t.Scheduler.Model())) > 0 {
		text = append(text, t.count(phrase.StatsOwn, t.profile.Fit.Reviews, nil))
	}
	m.Text = lines(text...)
	return shown.turning(m)
}
