package forest

import (
	"bytes"
	"math/rand/v2"
	"reflect"
	"testing"
)

// sample makes vectors of which the first feature speaks for yes, the second
// against, and the third says nothing.
func sample(n int) (x [][]float64, yes []bool) {
	r := rand.New(rand.NewPCG(1, 2))
	for range n {
		v := []float64{r.Float64(), r.Float64(), r.Float64()}
		x, yes = append(x, v), append(yes, v[0]-v[1]+0.3*r.NormFloat64() > 0)
	}
	return x, yes
}

func fitted(t *testing.T) *Mix {
	t.Helper()
	x, yes := sample(400)
	return FitMix(x, yes, Options{Trees: 60, Depth: 3, Rate: 0.1, Leaf: 1, Shrink: 1, Share: 1, Rows: 0.8, Monotone: []int8{1, -1, 0}, Seed: 1})
}

func TestFitMixLearns(t *testing.T) {
	m := fitted(t)
	if yes, no := m.LogOdds([]float64{0.9, 0.1, 0.5}), m.LogOdds([]float64{0.1, 0.9, 0.5}); yes < 1 || no > -1 {
		t.Errorf("log odds %.2f for a clear yes, %.2f for a clear no", yes, no)
	}
}

func TestMonotoneFeaturesNeverCountTheOtherWay(t *testing.T) {
	m := fitted(t)
	r := rand.New(rand.NewPCG(3, 4))
	for range 500 {
		v := []float64{r.Float64(), r.Float64(), r.Float64()}
		more := []float64{v[0] + 0.2, v[1], v[2]}
		worse := []float64{v[0], v[1] + 0.2, v[2]}
		if m.LogOdds(more) < m.LogOdds(v)-1e-6 || m.LogOdds(worse) > m.LogOdds(v)+1e-6 {
			t.Fatalf("%v: %.3f, more for %.3f, more against %.3f", v, m.LogOdds(v), m.LogOdds(more), m.LogOdds(worse))
		}
	}
}

func TestFitIsDeterministic(t *testing.T) {
	v := []float64{0.4, 0.6, 0.1}
	if a, b := fitted(t).LogOdds(v), fitted(t).LogOdds(v); a != b {
		t.Errorf("the same answers give %v and %v", a, b)
	}
}

func TestPanelSaysTheSame(t *testing.T) {
	x, yes := sample(400)
	mixes := []*Mix{fitted(t), FitMix(x, yes, Options{Trees: 7, Depth: 5, Rate: 0.3, Leaf: 1, Shrink: 1, Share: 0.5, Rows: 0.5, Seed: 2})}
	panel := NewPanel(mixes...)
	r := rand.New(rand.NewPCG(5, 6))
	for range 500 {
		v := []float64{r.Float64(), r.Float64(), r.Float64()}
		var odds [2]float64
		panel.LogOdds(v, odds[:])
		for i, m := range mixes {
			if want := m.LogOdds(v); odds[i] != want {
				t.Fatalf("%v: mix %d says %v, on the panel %v", v, i, want, odds[i])
			}
		}
	}
}

func TestPackedSaysTheSame(t *testing.T) {
	m := fitted(t)
	var b bytes.Buffer
	if err := m.Pack(&b); err != nil {
		t.Fatal(err)
	}
	packed := b.Bytes()
	got, err := Unpack(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, m) {
		t.Error("unpacked, it is another one")
	}
	if _, err := Unpack(bytes.NewReader(packed[:len(packed)/2])); err == nil {
		t.Error("half of it is read without an error")
	}
}
