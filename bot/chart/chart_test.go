package chart

import (
	"bytes"
	"image/png"
	"testing"
)

func TestShares(t *testing.T) {
	line := Line{Name: "plan", X: []float64{8, 15, 24}, Y: []float64{0.93, 0.98, 0.99}}
	other := Line{Name: "leitner", X: []float64{8, 15, 33}, Y: []float64{0.83, 0.96, 0.99}}
	panel := Panel{Title: "Known", XAxis: "minutes", Lines: []Line{line, other}}
	data, err := Shares(panel, panel)
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if got := picture.Bounds().Size(); got.X != width || got.Y != 2*height {
		t.Errorf("a picture of %v", got)
	}
	colours := make(map[[3]uint32]int)
	for y := 0; y < 2*height; y += 3 {
		for x := 0; x < width; x += 3 {
			r, g, b, _ := picture.At(x, y).RGBA()
			colours[[3]uint32{r >> 8, g >> 8, b >> 8}]++
		}
	}
	for i, name := range []string{"the first line", "the second line"} {
		c := colour(i)
		if colours[[3]uint32{uint32(c.R), uint32(c.G), uint32(c.B)}] < 100 {
			t.Errorf("%s is hardly to be seen", name)
		}
	}
}

func TestNothingToDraw(t *testing.T) {
	for name, p := range map[string]Panel{
		"NoLines": {}, "NoPoints": {Lines: []Line{{Name: "x"}}},
		"Unequal": {Lines: []Line{{X: []float64{1, 2}, Y: []float64{1}}}},
	} {
		if _, err := Shares(p); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestTicks(t *testing.T) {
	for _, tt := range []struct {
		from, to    float64
		first, last string
		most        int
	}{
		{0, 33, "0", "35", 8}, {0, 24, "0", "25", 6}, {0, 1, "0", "1", 6}, {0, 120, "0", "120", 7},
	} {
		marks := ticks(tt.from, tt.to, "%.0f", 1)
		if n := len(marks); n > tt.most || marks[0].Label != tt.first || marks[n-1].Label != tt.last {
			t.Errorf("ticks from %v to %v: %v", tt.from, tt.to, marks)
		}
	}
}
