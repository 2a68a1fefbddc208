package bot

import (
	"fmt"
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

// Two boards that become one have what all earned on both, once.
func TestAbsorb(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var boards [2]Board
		var all Board
		var days []string
		for _, n := range rapid.SliceOfN(rapid.IntRange(0, 39), 1, 30).Draw(rt, "days") {
			days = append(days, fmt.Sprintf("2026-11-%02d", min(30, 20+n)))
		}
		for i, date := range days {
			who, deck := fmt.Sprint("l", rapid.IntRange(0, 3).Draw(rt, "who")), fmt.Sprint("d", rapid.IntRange(0, 2).Draw(rt, "deck"))
			of := &boards[rapid.IntRange(0, 1).Draw(rt, "board")]
			date = max(date, days[max(0, i-1)])
			days[i] = date // a board is told of days in their order
			tally, missed := Tally{Answers: 2, Right: 1}, []MissedCard{{Deck: deck, Card: who, By: 1}}
			for _, b := range []*Board{of, &all} {
				b.earn(Learner(who), who, deck, date, i)
				b.tally(date, tally, missed)
			}
		}
		b := boards[0].clone()
		if !b.Absorb("id", boards[1]) || b.Absorb("id", boards[1]) {
			rt.Error("it isn't added once")
		}
		last := days[len(days)-1]
		for _, s := range spans() {
			for _, deck := range []string{"", "d0", "d1", "d2"} {
				if got, want := b.ranking(s, last, deck), all.ranking(s, last, deck); !reflect.DeepEqual(got, want) {
					rt.Errorf("%s of %q: %v, want %v", s.names[0], deck, got, want)
				}
			}
		}
		_, got := b.week(b.Week.From)
		if _, want := all.week(all.Week.From); got != want || len(b.Missed) != len(all.Missed) {
			rt.Errorf("this week %+v and %v, want %+v and %v", got, b.Missed, want, all.Missed)
		}
	})
}

// Who chose to be nobody in particular stays so, wherever he chose it.
func TestAbsorbHidden(t *testing.T) {
	var mine, old Board
	mine.hide("ann", "Ann", true)
	old.hide("ann", "Ann", false)
	old.hide("bob", "Bob", true)
	old.hide("cas", "Cas", false)
	mine.Absorb("id", old)
	want := map[Learner]Member{"ann": {"Ann", true}, "bob": {"Bob", true}, "cas": {"Cas", false}}
	if !reflect.DeepEqual(mine.Members, want) {
		t.Errorf("%v, want %v", mine.Members, want)
	}
	club := Club{Row: Streak{Days: 1, Last: "2026-11-24"}}
	for range 2 {
		club.Absorb(Club{Row: Streak{Days: 4, Last: "2026-11-23"}})
	}
	if club.Row.Days != 5 {
		t.Errorf("%d days in a row, want 5", club.Row.Days)
	}
}
