package chart

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/wcharczuk/go-chart/v2"
	"github.com/wcharczuk/go-chart/v2/drawing"
)

// Week is seven days of answers, as a picture without names: it may be passed
// on.
type Week struct {
	Title    string // "23 november t/m 29 november"
	Subtitle string // "84 antwoorden, 71 % goed"
	Right    string // the legend: "goed"
	Wrong    string // "niet goed"
	Days     [7]Bar // from Monday on
}

// Bar is one day.
type Bar struct {
	Name    string // "ma"
	Label   string // above the bar: "80 %"
	Answers int    // at least Right
	Right   int    // at least 0
}

// Measures in pixels; letters in points, large enough for a phone that shows the
// picture a third as wide.
const (
	edge    = 60
	ground  = 590 // where the bars stand
	tallest = 290
	wide    = 92 // of a bar

	titleSize  = 36
	letterSize = 27
)

// PNG draws the week. A week without answers is an error.
func (w Week) PNG() ([]byte, error) {
	most := 0
	for _, d := range w.Days {
		if d.Right < 0 || d.Answers < d.Right {
			return nil, fmt.Errorf("draw a week: %d of %d answers right", d.Right, d.Answers)
		}
		most = max(most, d.Answers)
	}
	if most == 0 {
		return nil, errors.New("draw a week: nobody answered")
	}
	r, err := newSheet()
	if err != nil {
		return nil, err
	}
	r.text(w.Title, edge, 95, titleSize, ink)
	r.text(w.Subtitle, edge, 155, letterSize, grey)
	step := (width - 2*edge) / len(w.Days)
	for i, d := range w.Days {
		r.bar(d, edge+step*i+step/2, float64(tallest)/float64(most))
	}
	r.box(edge, ground, width-edge, ground+3, grey)
	at := r.legend(w.Right, edge, rightColour())
	r.legend(w.Wrong, at, wrongColour())
	var out bytes.Buffer
	if err := r.Save(&out); err != nil {
		return nil, fmt.Errorf("encode the picture of a week: %w", err)
	}
	return out.Bytes(), nil
}

const (
	ink  = "222222"
	grey = "555555"
)

// rightColour and wrongColour differ in lightness as well, for who sees no
// colours.
func rightColour() string { return "0072b2" }
func wrongColour() string { return "f0c267" }

// sheet is a white picture to draw on.
type sheet struct{ chart.Renderer }

func newSheet() (sheet, error) {
	r, err := chart.PNG(width, height)
	if err != nil {
		return sheet{}, fmt.Errorf("begin a picture: %w", err)
	}
	font, err := chart.GetDefaultFont()
	if err != nil {
		return sheet{}, fmt.Errorf("load the letters of a picture: %w", err)
	}
	r.SetDPI(92)
	r.SetFont(font)
	s := sheet{r}
	s.box(0, 0, width, height, "ffffff")
	return s, nil
}

func (s sheet) box(left, top, right, bottom int, colour string) {
	s.SetFillColor(drawing.ColorFromHex(colour))
	s.MoveTo(left, top)
	s.LineTo(right, top)
	s.LineTo(right, bottom)
	s.LineTo(left, bottom)
	s.Close()
	s.Fill()
}

// text writes from a point on to the right, and returns where it ends; smaller
// when it would go over the edge.
func (s sheet) text(body string, left, base int, size float64, colour string) (end int) {
	s.SetFontColor(drawing.ColorFromHex(colour))
	for s.SetFontSize(size); size > 12 && left+s.MeasureText(body).Width() > width-edge; size-- {
		s.SetFontSize(size - 1)
	}
	s.Text(body, left, base)
	return left + s.MeasureText(body).Width()
}

// bar draws a day around the middle of its column; scale is pixels an answer.
func (s sheet) bar(b Bar, middle int, scale float64) {
	s.centred(b.Name, middle, ground+50, grey)
	if b.Answers == 0 {
		return
	}
	top := ground - max(4, int(float64(b.Answers)*scale))
	right := ground - int(float64(b.Right)*scale)
	s.box(middle-wide/2, top, middle+wide/2, ground, wrongColour())
	s.box(middle-wide/2, min(right, ground), middle+wide/2, ground, rightColour())
	s.centred(b.Label, middle, top-16, ink)
}

func (s sheet) centred(body string, middle, base int, colour string) {
	s.SetFontColor(drawing.ColorFromHex(colour))
	s.SetFontSize(letterSize)
	s.Text(body, middle-s.MeasureText(body).Width()/2, base)
}

// legend names a colour, and returns where the next one goes.
func (s sheet) legend(name string, left int, colour string) (next int) {
	const base, square = height - 50, 30
	s.box(left, base-square+3, left+square, base+3, colour)
	return s.text(name, left+square+16, base, letterSize, grey) + edge
}
