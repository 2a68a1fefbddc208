// Package chart draws numbers as pictures for a phone: what is known, as PNG. It
// is pure: numbers in, a picture out.
package chart

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"math"

	"github.com/wcharczuk/go-chart/v2"
	"github.com/wcharczuk/go-chart/v2/drawing"
)

// Line is a row of points with a name, from left to right.
type Line struct {
	Name string
	X, Y []float64 // as many of each; Y are shares, 0 to 1
}

// Panel is one set of axes. The lines of one place have the same colour in all
// panels of a picture.
type Panel struct {
	Title, XAxis string
	Lines        []Line
}

// Size of a panel in pixels: as wide as a phone shows without zooming, twice
// over for sharp letters.
const (
	width  = 1080
	height = 760
)

// Shares draws panels below each other and returns the PNG. Panels without
// points, or with lines of unequal lengths, are an error.
func Shares(panels ...Panel) ([]byte, error) {
	page := image.NewRGBA(image.Rect(0, 0, width, height*len(panels)))
	for i, p := range panels {
		part, err := p.draw()
		if err != nil {
			return nil, fmt.Errorf("draw %q: %w", p.Title, err)
		}
		draw.Draw(page, image.Rect(0, i*height, width, (i+1)*height), part, image.Point{}, draw.Src)
	}
	var out bytes.Buffer
	if err := png.Encode(&out, page); err != nil {
		return nil, fmt.Errorf("encode the picture: %w", err)
	}
	return out.Bytes(), nil
}

func (p Panel) draw() (image.Image, error) {
	low, right, err := p.bounds()
	if err != nil {
		return nil, err
	}
	c := chart.Chart{
		Title: p.Title, TitleStyle: chart.Style{FontSize: 22, FontColor: drawing.ColorBlack},
		Width: width, Height: height, DPI: 92,
		Background: chart.Style{Padding: chart.Box{Top: 90, Left: 40, Right: 40, Bottom: 30}},
		XAxis: chart.XAxis{
			Name: p.XAxis, NameStyle: letters(), Style: letters(),
			Ticks: ticks(0, right, "%.0f", 1),
		},
		YAxis: chart.YAxis{
			AxisType: chart.YAxisSecondary, Style: letters(),
			Ticks:          ticks(low, 1, "%.0f %%", 100),
			GridMajorStyle: chart.Style{StrokeColor: drawing.ColorFromHex("dddddd"), StrokeWidth: 1},
		},
	}
	for i, line := range p.Lines {
		c.Series = append(c.Series, chart.ContinuousSeries{
			Name: line.Name, XValues: line.X, YValues: line.Y, Style: stroke(i),
		})
	}
	c.Elements = []chart.Renderable{p.legend}
	var out bytes.Buffer
	if err := c.Render(chart.PNG, &out); err != nil {
		return nil, err
	}
	return png.Decode(&out)
}

// bounds is the lowest share to show and how far the picture goes to the right.
func (p Panel) bounds() (low, right float64, err error) {
	low = 1
	points := 0
	for _, line := range p.Lines {
		if len(line.X) != len(line.Y) {
			return 0, 0, errors.New("a line has more of one coordinate than of the other")
		}
		for i := range line.X {
			points++
			low, right = min(low, line.Y[i]), max(right, line.X[i])
		}
	}
	if points == 0 || right <= 0 {
		return 0, 0, errors.New("there are no points to draw")
	}
	return max(0, math.Floor(low*10-0.2)/10), right, nil
}

// ticks are about six marks at round numbers from one, itself round, to beyond
// another, shown times scale.
func ticks(from, to float64, format string, scale float64) (marks []chart.Tick) {
	step := math.Pow(10, math.Floor(math.Log10(to-from)))
	for _, finer := range []float64{1, 0.5, 0.2, 0.1} {
		if (to-from)/(step*finer) >= 4 {
			step *= finer
			break
		}
	}
	for i := math.Round(from / step); (i-1)*step < to-1e-9; i++ {
		marks = append(marks, chart.Tick{Value: i * step, Label: fmt.Sprintf(format, i*step*scale)})
	}
	return marks
}
