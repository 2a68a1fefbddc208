package grade

import (
	"bytes"
	"reflect"
	"testing"
)

func TestPackedModelSaysTheSame(t *testing.T) {
	m, err := Unpack(bytes.NewReader(weights))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := m.Pack(&b); err != nil {
		t.Fatal(err)
	}
	again, err := Unpack(&b)
	if err != nil || !reflect.DeepEqual(m, again) {
		t.Errorf("packed and unpacked it is another model: %v", err)
	}
	for _, n := range []int{0, 1, len(weights) / 2, len(weights) - 40} {
		if _, err := Unpack(bytes.NewReader(weights[:n])); err == nil {
			t.Errorf("%d bytes of %d are a model", n, len(weights))
		}
	}
}

// TestModelKnowsAllThatIsSeen: a model that was fitted to fewer features would
// be asked about others than it learnt.
func TestModelKnowsAllThatIsSeen(t *testing.T) {
	m := judging()
	v := make([]float64, features)
	if got := len(m.Texts.Right.Line.Weight); got != int(features) {
		t.Errorf("the weights are for %d features, there are %d: run make fit", got, features)
	}
	if got, want := len(m.Trust.Line.Weight), len(Doubts(v, [3]float64{0, 0, 1}, false)); got != want {
		t.Errorf("the trust is for %d doubts, there are %d: run make fit", got, want)
	}
}

func TestRisk(t *testing.T) {
	sure, unsure := Risk([3]float64{0.1, 0.1, 0.8}, 0.95), Risk([3]float64{0.1, 0.1, 0.8}, 0.6)
	if sure >= unsure || sure <= 0 {
		t.Errorf("%.2f trusted, %.2f not", sure, unsure)
	}
	wrong, half := Risk([3]float64{0.2, 0, 0.8}, 0.8), Risk([3]float64{0, 0.2, 0.8}, 0.8)
	if wrong <= half {
		t.Errorf("to accept what is wrong costs %.2f, a half %.2f", wrong, half)
	}
	if got := Risk([3]float64{0, 0, 1}, 1); got != 0 {
		t.Errorf("what is certain costs %.2f", got)
	}
}
