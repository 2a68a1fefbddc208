package bot

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/decks"
	"github.com/overhoor/overhoor/scheduler"
)

// stock is what a learner could be asked. What he set aside is not in it.
type stock struct {
	due   []Turn // those first whose review gains most
	fresh []Turn // never met, in the decks' order
	later []Turn // known, the first that will be due first

	asked map[string]bool // families of siblings of which one was asked today
	load  scheduler.Load  // what is due when
	next  time.Time       // when an exam's plan goes on; zero: when later's first is due
}

// stock looks through decks.
func (t *talk) stock(ctx context.Context, from []*decks.Deck) (stock, error) {
	s := stock{asked: make(map[string]bool), load: scheduler.Load{From: t.now}}
	var due []ranked
	for _, deck := range from {
		memories, err := t.Store.Memories(ctx, t.learner, deck.ID)
		if err != nil {
			return stock{}, fmt.Errorf("read memories of %s: %w", deck.ID, err)
		}
		fsrs, moment := t.memory(deck.ID), t.moment(deck.ID, t.now)
		for _, card := range deck.Cards {
			turn := Turn{Deck: deck.ID, Card: card.ID, Memory: memories[card.ID]}
			if !turn.Memory.New() && t.cal.Days(turn.Memory.Last, t.now) == 0 {
				s.asked[t.family(turn)] = true
			}
			_, aside := t.profile.asideUntil(deck.ID, card.ID, t.now)
			s.load.Add(turn.Memory.Due, t.cal)
			switch {
			case aside:
			case turn.Memory.New():
				s.fresh = append(s.fresh, turn)
			case t.due(turn).After(t.now):
				s.later = append(s.later, turn)
			default:
				due = append(due, ranked{turn, fsrs.Gain(turn.Memory, moment)})
			}
		}
	}
	s.due = ranking(due)
	slices.SortStableFunc(s.later, func(a, b Turn) int { return t.due(a).Compare(t.due(b)) })
	return t.examine(ctx, s)
}

// ranked is a card and what its review is worth.
type ranked struct {
	Turn
	gain float64
}

// ranking puts those first that are worth most.
func ranking(all []ranked) []Turn {
	slices.SortStableFunc(all, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(b.gain, a.gain), a.Memory.Due.Compare(b.Memory.Due))
	})
	turns := make([]Turn, len(all))
	for i, r := range all {
		turns[i] = r.Turn
	}
	return turns
}

// today is what is left of a learner's day: what is due, as far as he wants so
// many reviews, then new cards. While more is due than a day takes, no new cards
// come on top; and of siblings one a day is met.
func (t *talk) today(s stock) []Turn {
	cards := t.apart(s.due, s.asked)
	if most := t.reviewsLeft(); len(cards) > most {
		return cards[:most]
	}
	asked := maps.Clone(s.asked)
	for _, turn := range cards {
		asked[t.family(turn)] = true
	}
	for _, turn := range s.fresh {
		if family := t.family(turn); !asked[family] && len(cards) < len(s.due)+t.newLeft() {
			asked[family] = true
			cards = append(cards, turn)
		}
	}
	return cards
}

// choose makes a round of what is wished: today's cards, or all.
func (t *talk) choose(s stock, want quizWish) []Turn {
	cards := t.today(s)
	if want.extra {
		cards = slices.Concat(s.due, s.fresh, s.later)
	}
	return t.apart(cards, s.asked)[:min(len(cards), cmp.Or(want.cards, t.roundSize()))]
}

// apart puts a card behind all others when a sibling of it was asked today or
// comes before it.
func (t *talk) apart(cards []Turn, today map[string]bool) []Turn {
	before := make(map[string]bool)
	var first, last []Turn
	for _, turn := range cards {
		if family := t.family(turn); today[family] || before[family] {
			last = append(last, turn)
		} else {
			before[family] = true
			first = append(first, turn)
		}
	}
	return append(first, last...)
}

// family is what a card and its siblings have in common; a card without any is
// a family of its own.
func (t *talk) family(turn Turn) string {
	if family, ok := t.Library.Family(turn.Deck, turn.Card); ok {
		return family
	}
	return turn.Deck + "\n" + turn.Card
}

// newLeft is how many new cards the learner may still meet today.
func (t *talk) newLeft() int {
	return max(0, t.newPerDay()-t.profile.newToday(t.now, t.cal))
}

// reviewsLeft is how many reviews the learner still wants today.
func (t *talk) reviewsLeft() int {
	return max(0, t.mostReviews()-t.profile.reviewedToday(t.now, t.cal))
}

// awayDays is after how many days without a review a learner was away.
const awayDays = 3

// backlog tells, before the first answer of a day, of more cards that wait than
// a day takes.
func (t *talk) backlog(s stock) Text {
	most := t.reviewsLeft()
	if len(s.due) <= most || t.profile.Today.Date == t.cal.Day(t.now) {
		return ""
	}
	id := phrase.Backlog
	if last := t.profile.Today.Date; last != "" && last < t.cal.Day(t.cal.StartOfDay(t.now, -awayDays)) {
		id = phrase.BacklogAway
	}
	return t.count(id, len(s.due), phrase.Args{"Most": strconv.Itoa(most)})
}
