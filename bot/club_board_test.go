package bot

import (
	"encoding/json"
	"fmt"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"github.com/overhoor/overhoor/scheduler"
)

func TestSpansStart(t *testing.T) {
	for _, test := range []struct{ date, week, month, term string }{
		{"2026-11-28", "2026-11-23", "2026-11-01", "2026-09-01"},
		{"2026-11-23", "2026-11-23", "2026-11-01", "2026-09-01"},
		{"2026-11-29", "2026-11-23", "2026-11-01", "2026-09-01"},
		{"2027-01-01", "2026-12-28", "2027-01-01", "2026-09-01"},
		{"2027-01-31", "2027-01-25", "2027-01-01", "2026-09-01"},
		{"2027-02-01", "2027-02-01", "2027-02-01", "2027-02-01"},
		{"2027-08-31", "2027-08-30", "2027-08-01", "2027-02-01"},
		{"2027-09-01", "2027-08-30", "2027-09-01", "2027-09-01"},
	} {
		for i, want := range []string{test.week, test.month, test.term} {
			if got := spans()[i].starts(test.date); got != want {
				t.Errorf("%s: the %s begins on %s, want %s", test.date, spans()[i].names[0], got, want)
			}
		}
	}
}

func TestRanking(t *testing.T) {
	var b Board
	for _, e := range []struct {
		who, deck string
		points    int
	}{{"ann", "crm", 3}, {"bob", "crm", 5}, {"cas", "geo", 3}, {"dan", "geo", 2}, {"dan", "crm", -2}, {"bob", "geo", 1}} {
		b.earn(Learner(e.who), e.who, e.deck, "2026-11-28", e.points)
	}
	week := spans()[0]
	for _, test := range []struct {
		deck, date string
		want       []placed
	}{
		{"", "2026-11-29", []placed{{"bob", 1, 6}, {"ann", 2, 3}, {"cas", 2, 3}}},
		{"crm", "2026-11-28", []placed{{"bob", 1, 5}, {"ann", 2, 3}}},
		{"geo", "2026-11-28", []placed{{"cas", 1, 3}, {"dan", 2, 2}, {"bob", 3, 1}}},
		{"", "2026-11-30", nil},
	} {
		if got := b.ranking(week, test.date, test.deck); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%q on %s: %v, want %v", test.deck, test.date, got, test.want)
		}
	}
	b.moved("cas", "ann")
	b.hide("ann", "", true)
	want := []placed{{"bob", 1, 6}, {"ann", 1, 6}} // who is hidden comes last
	if got := b.ranking(week, "2026-11-28", ""); !reflect.DeepEqual(got, want) || b.Members["ann"] != (Member{"ann", true}) {
		t.Errorf("linked: %v, %v", got, b.Members)
	}
}

// TestBoardAddsUp plays at random over months and holds the board against all
// that was ever earned.
func TestBoardAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		type earned struct {
			learner    Learner
			deck, date string
			points     int
		}
		var b Board
		var all []earned
		date := "2026-08-20"
		for range rapid.IntRange(1, 60).Draw(t, "rounds") {
			date = scheduler.AddDays(date, rapid.IntRange(0, 12).Draw(t, "days"))
			e := earned{
				Learner(fmt.Sprint("l", rapid.IntRange(0, 4).Draw(t, "who"))), fmt.Sprint("d", rapid.IntRange(0, 2).Draw(t, "deck")),
				date, rapid.IntRange(1, 9).Draw(t, "points"),
			}
			all = append(all, e)
			b = b.clone()
			b.earn(e.learner, "x", e.deck, e.date, e.points)
		}
		for _, s := range spans() {
			want := make(map[Learner]int)
			for _, e := range all {
				if s.starts(e.date) == s.starts(date) {
					want[e.learner] += e.points
				}
			}
			got := make(map[Learner]int)
			for _, p := range b.ranking(s, date, "") {
				got[p.learner] = p.points
			}
			if !reflect.DeepEqual(got, want) {
				t.Fatalf("the %s: %v, want %v", s.names[0], got, want)
			}
		}
	})
}

// TestBoardIsBounded lets far more people play far more decks than a board has
// room for, for a year.
func TestBoardIsBounded(t *testing.T) {
	var b Board
	for day := range 366 {
		date := scheduler.AddDays("2026-09-01", day)
		for i := range 2 * mostMembers {
			b.earn(Learner(fmt.Sprint("telegram:", 1_000_000_000+i)), "Somebody's long name", fmt.Sprint("deck", (i+day)%3), date, 1)
		}
		b.tally(date, Tally{Answers: 1}, []MissedCard{{"deck", fmt.Sprint(day), 1}})
	}
	for i := range 3 * mostBoardDecks {
		b.earn("telegram:1000000000", "", fmt.Sprint("other", i), "2027-08-31", 1)
	}
	data, err := json.Marshal(b)
	if err != nil || len(b.Members) > mostMembers || len(b.Days) > 7 || len(b.Term.Points) > mostBoardDecks+1 || len(data) > 300_000 {
		t.Errorf("%d members, %d days, %d decks in %d bytes (%v)", len(b.Members), len(b.Days), len(b.Term.Points), len(data), err)
	}
}
