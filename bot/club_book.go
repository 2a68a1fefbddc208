package bot

import (
	"cmp"
	"context"
	"maps"

	"github.com/overhoor/overhoor/bot/phrase"
)

// Booked is what of a round the board has.
type Booked struct {
	Points map[Learner]int `json:"points,omitempty"`
}

// Earnings are what a round, or a card of the day, gave the members of a group.
type Earnings struct {
	ID     string       `json:"id"` // of the event that ended it
	Deck   string       `json:"deck"`
	Date   string       `json:"date"` // the group's
	Scores []Score      `json:"scores,omitempty"`
	Tally  Tally        `json:"tally,omitzero"`
	Missed []MissedCard `json:"missed,omitempty"`
}

// readBoard reads the group's board, once for an event.
func (t *talk) readBoard(ctx context.Context) error {
	if t.hasBoard {
		return nil
	}
	board, err := t.Store.Board(ctx, t.boardPlace())
	if err != nil {
		return err
	}
	t.board, t.hasBoard = board.clone(), true
	return nil
}

// boardPlace is where the group's board is: for a thread that a round was opened
// in, at its channel.
func (t *talk) boardPlace() Place { return cmp.Or(t.club.Home, t.event.Place) }

// bookEnd puts on the board what a round earned that is over. It is written with
// the round, which notes what the board has: so nothing is counted twice, and
// what is taken back afterwards is taken off again.
func (t *talk) bookEnd(ctx context.Context) error {
	if !t.newRound || t.round.asking() {
		return nil
	}
	return t.bookRound(ctx)
}

// bookRound does so with the round as it is, also when another takes its place.
func (t *talk) bookRound(ctx context.Context) error {
	race := t.round.Race
	if race == nil {
		return nil
	}
	owed, first := race.owed(), race.Booked == nil
	if len(owed) == 0 && race.Tally == (Tally{}) {
		return nil
	}
	e := Earnings{ID: t.event.ID, Deck: t.round.Deck, Date: t.clubToday(), Scores: owed, Tally: race.Tally}
	if first {
		e.Missed = t.missedCards()
		t.studied(race.Tally)
	}
	race.Tally = Tally{}
	race.Booked = &Booked{Points: make(map[Learner]int)}
	for _, s := range race.Scores {
		race.Booked.Points[s.Learner] = s.Points
	}
	t.newRound = true
	return t.earned(ctx, e)
}

// earned puts earnings on the board. That of a channel is in another slot than
// its threads: these carry what is for it until it has it.
func (t *talk) earned(ctx context.Context, e Earnings) error {
	if t.club.Home != (Place{}) {
		t.club.Earnings, t.newClub = append(t.club.Earnings, e), true
		return nil
	}
	if err := t.readBoard(ctx); err != nil {
		return err
	}
	t.board.take(e)
	t.newBoard = true
	return nil
}

// take adds earnings.
func (b *Board) take(e Earnings) {
	for _, s := range e.Scores {
		b.earn(s.Learner, s.Name, e.Deck, e.Date, s.Points)
	}
	if e.Tally != (Tally{}) {
		b.tally(e.Date, e.Tally, e.Missed)
	}
}

// owed is what the board doesn't have yet, less than nothing for what was taken
// back since.
func (r *Race) owed() []Score {
	var all []Score
	for _, s := range r.Scores {
		if r.Booked != nil {
			s.Points -= r.Booked.Points[s.Learner]
		}
		if s.Points != 0 {
			all = append(all, s)
		}
	}
	return all
}

func (b *Booked) clone() *Booked {
	if b == nil {
		return nil
	}
	return &Booked{Points: maps.Clone(b.Points)}
}

// missedCards are the cards of the round that somebody missed.
func (t *talk) missedCards() []MissedCard {
	var all []MissedCard
	for _, m := range t.round.Race.Missed {
		if m.Turn < len(t.round.Cards) {
			turn := t.round.Cards[m.Turn]
			all = append(all, MissedCard{Deck: turn.Deck, Card: turn.Card, By: m.By})
		}
	}
	return all
}

// bookDay puts on the board how the card of the day went.
func (t *talk) bookDay(ctx context.Context, missed int) error {
	day := t.club.Card
	e := Earnings{
		ID: t.event.ID, Deck: day.Deck, Date: t.clubToday(),
		Tally: Tally{Answers: len(day.Right) + missed, Right: len(day.Right)},
	}
	for _, w := range day.Right {
		if w.Points > 0 {
			e.Scores = append(e.Scores, Score(w))
		}
	}
	if missed > 0 {
		e.Missed = []MissedCard{{Deck: day.Deck, Card: day.Card, By: missed}}
	}
	if e.Tally.Answers == 0 {
		return nil
	}
	return t.earned(ctx, e)
}

// studied has today count among the days on which somebody here answered.
func (t *talk) studied(all Tally) {
	if all.Answers == 0 {
		return
	}
	if row := t.club.Row.Studied(t.clubToday(), everyDay); row != t.club.Row {
		t.club.Row, t.newClub = row, true
	}
}

// everyDay is a group's: it has no days off but those that it earned.
func everyDay(string) bool { return false }

// rowLine tells the group's days in a row, from the second on.
func (t *talk) rowLine() Text {
	n, _ := t.club.Row.Row(t.clubToday(), everyDay)
	if n < 2 {
		return ""
	}
	return t.count(phrase.ClubRow, n, nil)
}
