package chart

import (
	"bytes"
	"image/png"
	"os"
	"testing"
)

func example() Week {
	return Week{Title: "23 t/m 29 november", Subtitle: "84 antwoorden, 71 % goed", Right: "goed", Wrong: "niet goed", Days: [7]Bar{
		{"ma", "80 %", 20, 16}, {"di", "60 %", 10, 6}, {"wo", "", 0, 0}, {"do", "100 %", 1, 1}, {"vr", "0 %", 2, 0}, {"za", "71 %", 31, 22}, {"zo", "75 %", 20, 15},
	}}
}

func TestWeek(t *testing.T) {
	data, err := example().PNG()
	if err != nil {
		t.Fatal(err)
	}
	if path := os.Getenv("WEEK_PNG"); path != "" {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	picture, err := png.Decode(bytes.NewReader(data))
	if err != nil || picture.Bounds().Dx() != width || picture.Bounds().Dy() != height || len(data) > 200_000 {
		t.Fatalf("a picture of %v in %d bytes (%v)", picture.Bounds(), len(data), err)
	}
	colours := make(map[[3]uint32]int)
	for y := range height {
		for x := range width {
			r, g, b, _ := picture.At(x, y).RGBA()
			colours[[3]uint32{r >> 8, g >> 8, b >> 8}]++
		}
	}
	right, wrong := colours[[3]uint32{0x00, 0x72, 0xb2}], colours[[3]uint32{0xf0, 0xc2, 0x67}]
	if share := float64(right) / float64(right+wrong); share < 0.68 || share > 0.74 {
		t.Errorf("%.2f of the bars is right, want 60 of 84", share)
	}
}

func TestNoWeek(t *testing.T) {
	for name, w := range map[string]Week{
		"quiet": {}, "more right than answered": {Days: [7]Bar{{"ma", "", 1, 2}}}, "less than nothing": {Days: [7]Bar{{"ma", "", 1, -1}}},
	} {
		if _, err := w.PNG(); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
