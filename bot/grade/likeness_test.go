package grade

import (
	"math"
	"testing"

	"github.com/overhoor/overhoor/decks"
)

func TestLikenessShiftsChances(t *testing.T) {
	before := [3]float64{Wrong: 0.4, Partial: 0.2, Correct: 0.4}
	for _, c := range []struct {
		like *Likeness
		sign float64 // of the change in Correct
	}{
		{nil, 0},
		{&Likeness{0.7, 0.7}, 0},
		{&Likeness{0.9, 0.5}, 1},
		{&Likeness{0.5, 0.9}, -1},
		{&Likeness{1, -1}, 1},
		{&Likeness{math.NaN(), 0}, 0},
	} {
		after := c.like.shift(before)
		if d := after[Correct] - before[Correct]; (d > 1e-9) != (c.sign > 0) || (d < -1e-9) != (c.sign < 0) {
			t.Errorf("%+v moves correct by %v", c.like, d)
		}
		if sum := after[Wrong] + after[Partial] + after[Correct]; math.Abs(sum-1) > 1e-9 {
			t.Errorf("%+v: chances add up to %v", c.like, sum)
		}
	}
}

func TestLikenessOnlyAdvises(t *testing.T) {
	d := Compile(&decks.Deck{ID: "d", Lang: "nl", Cards: []decks.Card{
		{ID: "a", Front: "Wat is retentie?", Back: "Herhaalaankopen"},
		{ID: "b", Front: "Wat is klantbehoud?", Back: "Relatieverlenging"},
	}})
	text := "opnieuw bij dezelfde winkel langskomen"
	far := d.Judge("a", Attempt{Text: text, Likeness: &Likeness{Own: 0.3, Other: 0.8}})
	near := d.Judge("a", Attempt{Text: text, Likeness: &Likeness{Own: 0.8, Other: 0.3}})
	if near.Score <= far.Score {
		t.Errorf("score %v when near, %v when far", near.Score, far.Score)
	}
	if j := d.Judge("a", Attempt{Text: "herhaalaankopen", Likeness: &Likeness{Own: 0, Other: 1}}); j.Verdict != Correct {
		t.Errorf("the card's own words are %v", j.Verdict)
	}
}
