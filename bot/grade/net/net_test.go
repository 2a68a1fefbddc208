package net

import (
	"bytes"
	"math"
	"math/rand/v2"
	"testing"
)

// ring has three classes that no line parts: near, between and far from the
// middle. The third feature is noise.
func ring(n int, seed uint64) (x [][]float64, class []int) {
	r := rand.New(rand.NewPCG(seed, 1))
	for range n {
		v := []float64{r.NormFloat64(), r.NormFloat64(), r.NormFloat64()}
		x, class = append(x, v), append(class, min(2, int(math.Hypot(v[0], v[1])/0.8)))
	}
	return x, class
}

func fitted(t testing.TB) *Net {
	t.Helper()
	x, class := ring(2000, 1)
	return Fit(x, class, make([]bool, 3), 7)
}

func TestFitTellsClassesApart(t *testing.T) {
	n := fitted(t)
	x, class := ring(500, 2)
	right := 0
	for i, v := range x {
		c := n.Chances(v)
		if math.Abs(c[0]+c[1]+c[2]-1) > 1e-9 {
			t.Fatalf("%v: chances %v", v, c)
		}
		best := 0
		for k := range c {
			if c[k] > c[best] {
				best = k
			}
		}
		if best == class[i] {
			right++
		}
	}
	if right < 450 {
		t.Errorf("%d of 500 right", right)
	}
}

func TestHiddenFeatureSaysNothing(t *testing.T) {
	x, class := ring(500, 1)
	n := Fit(x, class, []bool{false, false, true}, 7)
	if a, b := n.Chances([]float64{1, 1, 0}), n.Chances([]float64{1, 1, 5}); a != b {
		t.Errorf("%v, and with the hidden feature %v", a, b)
	}
}

func TestPackKeepsAll(t *testing.T) {
	n := fitted(t)
	var out bytes.Buffer
	if err := n.Pack(&out); err != nil {
		t.Fatal(err)
	}
	packed := out.Bytes()
	m, err := Unpack(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	x, _ := ring(50, 3)
	for _, v := range x {
		if a, b := n.Chances(v), m.Chances(v); a != b {
			t.Fatalf("%v: %v, unpacked %v", v, a, b)
		}
	}
	for _, damaged := range [][]byte{nil, packed[:len(packed)/2], append([]byte{0xff, 0xff, 0xff, 0xff}, packed[4:]...)} {
		if _, err := Unpack(bytes.NewReader(damaged)); err == nil {
			t.Errorf("%d bytes were taken", len(damaged))
		}
	}
}

func BenchmarkChances(b *testing.B) {
	n := fitted(b)
	v := []float64{0.3, 0, 1}
	for b.Loop() {
		n.Chances(v)
	}
}
