package grade

import "testing"

func TestMissing(t *testing.T) {
	d := mendedDeck()
	vector := func(card, text string) []float64 { return d.gather(d.byID[card], text, nil).vector() }
	all := vector("halves", "snoeien van jonge takken en verzorgen van zieke wortels")
	half := vector("halves", "snoeien van jonge takken")
	more := vector("halves", "snoeien van jonge takken en verkopen van verse appels")
	if all[fMissSum] > 0.01 || half[fMissSum] < 1 || half[fMissCount] < 2 {
		t.Errorf("missing %.2f of all, %.2f in %v words of a half", all[fMissSum], half[fMissSum], half[fMissCount])
	}
	if half[fStraySum] > 0.01 || more[fStraySum] < 1 || more[fStrayMost] == 0 {
		t.Errorf("stray %.2f in a half, %.2f with something else", half[fStraySum], more[fStraySum])
	}
	if all[fRun] != 1 || half[fRun] >= 1 || all[fAdjacent] <= half[fAdjacent] {
		t.Errorf("the longest run %.2f and %.2f, neighbours %.2f and %.2f", all[fRun], half[fRun], all[fAdjacent], half[fAdjacent])
	}
	if all[fLastMark] < 0.99 || half[fLastMark] > 0.5 {
		t.Errorf("of the last mark %.2f and %.2f", all[fLastMark], half[fLastMark])
	}
}
