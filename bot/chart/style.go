package chart

import (
	"github.com/wcharczuk/go-chart/v2"
	"github.com/wcharczuk/go-chart/v2/drawing"
)

// colour tells lines apart, also for those who don't tell red from green: the
// palette of Okabe and Ito (2008), the strongest first.
func colour(line int) drawing.Color {
	palette := []string{"d55e00", "0072b2", "009e73", "cc79a7", "7f7f7f", "e69f00", "56b4e9"}
	return drawing.ColorFromHex(palette[line%len(palette)])
}

// stroke is how a line is drawn: the first, which the picture is about, the
// thickest.
func stroke(line int) chart.Style {
	style := chart.Style{StrokeColor: colour(line), StrokeWidth: 3, DotColor: colour(line), DotWidth: 6}
	if line == 0 {
		style.StrokeWidth, style.DotWidth = 6, 8
	}
	return style
}

func letters() chart.Style {
	return chart.Style{FontSize: 16, FontColor: drawing.ColorFromHex("333333")}
}

// Measures of the legend in pixels.
const (
	rowHeight = 34
	sample    = 44
	margin    = 24
)

// legend names the lines in the lower right, where shares that rise leave room.
func (p Panel) legend(r chart.Renderer, canvas chart.Box, defaults chart.Style) {
	text := letters()
	text.Font = defaults.Font
	text.WriteToRenderer(r)
	widest := 0
	for _, line := range p.Lines {
		widest = max(widest, r.MeasureText(line.Name).Width())
	}
	left := canvas.Right - widest - sample - 2*margin
	top := canvas.Bottom - rowHeight*len(p.Lines) - margin
	for i, line := range p.Lines {
		y := top + rowHeight*i + rowHeight/2
		stroke(i).GetStrokeOptions().WriteDrawingOptionsToRenderer(r)
		r.MoveTo(left, y)
		r.LineTo(left+sample, y)
		r.Stroke()
		text.WriteToRenderer(r)
		r.Text(line.Name, left+sample+margin/2, y+8)
	}
}
