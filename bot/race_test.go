package bot

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"github.com/overhoor/overhoor/scheduler"
)

// TestRaceIsKept writes a round and a club in which everything is set, and reads
// them as they were.
func TestRaceIsKept(t *testing.T) {
	at := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	pending := Carried{{Event: "e", Learner: "l", Deck: "d", Card: "c", Rating: scheduler.Good, At: at, Undo: "u", Groups: "off"}}
	race := Race{
		Lang: "nl", Mode: "teams", By: "l", Only: []Player{{"l", "L"}}, Paused: true, Skips: []Learner{"l"},
		Players: []Learner{"l"}, Scores: []Score{{"l", "L", 3}}, Edition: 2, Tries: map[Learner]int{"l": 1},
		Named: []Named{{true, "i", "l", "L"}}, Answers: []Answer{{"e", "l", "L", scheduler.Good, 3, true}}, Undone: []string{"e"}, Until: at, Empty: 1,
		Missed: []Missed{{1, 2}}, Results: []Result{{1, 2, 3}}, Spoke: at, Mixed: []Mixed{{"c", "o", []Learner{"l"}, true}},
		Teams: &Teams{
			Open: true, Cards: []Turn{{Deck: "d", Card: "c"}}, Members: []Teammate{{"l", "L", 1, 2}},
			Tenths: [mostTeams]int{1}, Sum: [mostTeams]int{2}, Played: [mostTeams]int{3}, New: []Learner{"l"}, Shown: at,
		},
		Had: []Earned{{"l", 3}}, Closed: at, Closing: "e", Pending: pending, Tally: Tally{2, 1}, Booked: &Booked{map[Learner]int{"l": 3}},
	}
	club := Club{New: []Newcomer{{Learner: "l", Name: "L", Told: true, In: true, Held: pending}}, Welcomed: []Learner{"l"}, Duel: &Duel{"i", "l", "L", "m", "@m", true, "d", 3, "race", at}}
	for name, v := range map[string]reflect.Value{
		"race": reflect.ValueOf(race), "teams": reflect.ValueOf(*race.Teams), "duel": reflect.ValueOf(*club.Duel),
	} {
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && v.Field(i).IsZero() {
				t.Errorf("this test doesn't set %s of a %s", f.Name, name)
			}
		}
	}
	kept := View{Round: Round{Race: &race}, Club: club}
	data, err := json.Marshal(kept)
	if err != nil {
		t.Fatal(err)
	}
	var got View
	if err := json.Unmarshal(data, &got); err != nil || !reflect.DeepEqual(got, kept) {
		t.Errorf("%v: %+v %+v", err, got.Round.Race, got.Club)
	}
	changed := got.Round.Clone()
	changed.Race.moved("l", "m")
	changed.Race.Teams.takeBack("m", 1)
	other := got.Club.clone()
	other.moved("l", "m")
	if !reflect.DeepEqual(got, kept) {
		t.Error("what was read is changed with its clone")
	}
}
