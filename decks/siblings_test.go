package decks

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

func TestSiblings(t *testing.T) {
	for _, tt := range []struct {
		name string
		want string // the cards of each family, "a b, c d"
		all  []Card
	}{
		{"gaps in one sentence", "a b c", []Card{
			{ID: "a", Front: "De ___ verdampt door de zon.", Back: "zee"},
			{ID: "b", Front: "De zee … door de zon.", Back: "verdampt"},
			{ID: "c", Front: "De zee verdampt door de [...].", Back: "zon"},
			{ID: "d", Front: "De ___ verdampt door de zon.", Back: "plas"},
		}},
		{"two gaps at once", "a b", []Card{
			{ID: "a", Front: "___ en ___ zijn zouten.", Back: "natrium\nkalium"},
			{ID: "b", Front: "Natrium en ___ zijn zouten.", Back: "Kalium"},
		}},
		{"another answer to the same question", "a b", []Card{
			{ID: "a", Front: "Noem een eis aan een doel.", Back: "meetbaar"},
			{ID: "b", Front: "noem een eis aan een doel", Back: "haalbaar"},
			{ID: "c", Front: "Noem een eis aan een middel.", Back: "haalbaar"},
		}},
		{"both directions", "a c", []Card{
			{ID: "a", Front: "retentie", Back: "Herhaalaankopen"},
			{ID: "b", Front: "conversie", Back: "bezoekers die kopen"},
			{ID: "c", Front: "herhaalaankopen", Back: "Retentie"},
		}},
		{"both directions of a question", "a b", []Card{
			{ID: "a", Front: "Wat is retentie?", Back: "herhaalaankopen"},
			{ID: "b", Front: "Hoe noem je herhaalaankopen met één woord?", Back: "Retentie"},
			{ID: "c", Front: "Wat meet retentie?", Back: "trouw"},
			{ID: "d", Front: "Wat is conversie?", Back: "kopen"},
		}},
		{"a sign only", "", []Card{{ID: "a", Front: "+", Back: "-"}, {ID: "b", Front: "Wat is 1?", Back: "één"}}},
		{"a question of a whole deck", "", many(mostSiblings + 1)},
		{"a question of half a deck", "0 1 2 3 4 5 6 7", many(mostSiblings)},
	} {
		found := siblings(&Deck{Cards: tt.all})
		byFamily := make(map[int][]string)
		for _, id := range slices.Sorted(maps.Keys(found)) {
			byFamily[found[id]] = append(byFamily[found[id]], id)
		}
		var got []string
		for _, f := range slices.Sorted(maps.Keys(byFamily)) {
			got = append(got, strings.Join(byFamily[f], " "))
		}
		if s := strings.Join(got, ", "); s != tt.want {
			t.Errorf("%s: siblings are %q, want %q", tt.name, s, tt.want)
		}
	}
}

// many are cards of one question.
func many(n int) []Card {
	var all []Card
	for i := range n {
		all = append(all, Card{ID: fmt.Sprint(i), Front: "Vertaal:", Back: "woord " + fmt.Sprint(i)})
	}
	return all
}

func TestFamily(t *testing.T) {
	lib, err := NewLibrary(
		&Deck{ID: "x", Cards: []Card{{ID: "a", Front: "p", Back: "q"}, {ID: "b", Front: "q", Back: "p"}, {ID: "c", Front: "r", Back: "s"}}},
		&Deck{ID: "y", Cards: []Card{{ID: "a", Front: "p", Back: "q"}}},
	)
	if err != nil {
		t.Fatal(err)
	}
	a, ok := lib.Family("x", "a")
	b, too := lib.Family("x", "b")
	if !ok || !too || a != b {
		t.Errorf("a and b are in %q and %q", a, b)
	}
	for _, id := range [][2]string{{"x", "c"}, {"y", "a"}, {"z", "a"}} {
		if f, ok := lib.Family(id[0], id[1]); ok {
			t.Errorf("%v is in %q", id, f)
		}
	}
}
