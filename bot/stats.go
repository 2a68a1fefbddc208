package bot

import (
	"context"
	"fmt"
	"math"
	"strconv"

	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/decks"
	"github.com/overhoor/overhoor/scheduler"
)

// mostStats is how many decks are told of.
const mostStats = 5

// progress is how a learner stands with a deck.
type progress struct {
	deck  *decks.Deck
	known float64 // cards he is expected to recall tomorrow
	due   int
	worst decks.Card // forgotten most often
	times uint16     // how often that was, having been known before
}

// stats tells how the learner stands.
func (t *talk) stats(ctx context.Context) ([]Message, error) {
	begun := t.begun()
	if len(begun) == 0 {
		return t.tell(phrase.StatsNone, nil, []Button{t.button(phrase.ChooseDeck, "/decks")}), nil
	}
	var all []progress
	for _, d := range begun {
		p, err := t.progress(ctx, d)
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	m := t.statsMessage(all)
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

func (t *talk) progress(ctx context.Context, d *decks.Deck) (progress, error) {
	memories, err := t.Store.Memories(ctx, t.learner, d.ID)
	if err != nil {
		return progress{}, fmt.Errorf("read memories of %s: %w", d.ID, err)
	}
	p := progress{deck: d}
	tomorrow := t.cal.StartOfDay(t.now, 1)
	for _, c := range d.Cards {
		m := memories[c.ID]
		if m.New() {
			continue
		}
		p.known += t.memory(d.ID).Retrievability(m, scheduler.Moment{Now: tomorrow, Cal: t.cal})
		if !t.due(Turn{Deck: d.ID, Card: c.ID, Memory: m}).After(t.now) {
			p.due++
		}
		if m.Lapses > p.times {
			p.worst, p.times = c, m.Lapses
		}
	}
	return p, nil
}

func (t *talk) statsMessage(all []progress) Message {
	due, worst := 0, progress{}
	var rows []Text
	for i, p := range all {
		due += p.due
		if p.times > worst.times {
			worst = p
		}
		if i < mostStats {
			rows = append(rows, t.say(phrase.StatsDeck, phrase.Args{
				"Deck": shortTitle(p.deck), "Known": strconv.Itoa(int(math.Round(p.known))),
				"Of": strconv.Itoa(len(p.deck.Cards)), "Due": strconv.Itoa(p.due),
			}))
		}
	}
	text := []Text{strong(t.count(phrase.StatsDue, due, nil)), t.streakLine()}
	text = append(text, rows...)
	if worst.times > 0 {
		text = append(text, t.count(phrase.StatsWorst, int(worst.times), phrase.Args{"Front": cut(worst.worst.Front, 80)}))
	}
	m := Message{Text: lines(text...), Private: t.event.Place.Group}
	if due > 0 {
		m.Buttons = [][]Button{{t.button(phrase.AllDueLabel, "/quiz "+allDue)}}
	}
	return m
}
