// Package facts reads what must be exact in an answer: numbers with their
// units, ranges, ranks, dates, formulas and chemistry; and compares them by
// value, not by spelling.
package facts

import (
	"math"
	"strings"

	"github.com/overhoor/overhoor/bot/grade/words"
)

// Kind tells what sort of fact it is.
type Kind uint8

// The kinds of facts.
const (
	Quantity Kind = iota // a number, or a range of numbers, with or without a unit
	Rank                 // first, 2nd, Willem III
	Date                 // a day, a month, a year, a century, or a range of years
)

// Fact is a hard fact of a text.
type Fact struct {
	Kind  Kind
	Low   float64 // a number in units of Unit; the lower end of a range; a date's first day
	High  float64 // equals Low, or the upper end of a range; a date's last day
	Other float64 // the other reading of "1.000" (1000 or 1), or NaN
	Scale float64 // what was written times Scale is Low: 1000 for km
	Unit  string  // base unit ("m", "%", "€"), "" for a plain number
	Bound int8    // 1 at least or more than, -1 at most or less than
	Loose bool    // about, circa
	Raw   string  // as it was written
	At    int     // where Raw begins in the text, in bytes
	// From and To tell which tokens it was read from: tokens[From:To].
	From, To int
}

// Agreement is how a given fact compares to a wanted one.
type Agreement uint8

// The ways two facts can compare.
const (
	Unlike    Agreement = iota // they speak of different things: a length and a price
	Different                  // the same sort of thing, another value
	Vaguer                     // given contains wanted: the 1990s for 1994
	Finer                      // given lies within wanted: 5 May 1945 for 1945
	Equal
)

// Compare tells how given compares to wanted. A unit that one of them leaves
// out is taken to be the other's.
func Compare(given, wanted Fact) Agreement {
	if given.Kind != wanted.Kind {
		return compareKinds(given, wanted)
	}
	if given.Kind == Date {
		if given.yearless() != wanted.yearless() {
			return compareDays(given, wanted)
		}
		if wanted.Low == wanted.High && alike(wanted.Other, given.Low, false) {
			return Equal
		}
	}
	if given.Kind == Quantity && given.Unit != wanted.Unit && !degrees(given, wanted) {
		if a, b := given.celsius(), wanted.celsius(); given.Low == given.High && !math.IsNaN(a) && !math.IsNaN(b) {
			if math.Abs(a-b) <= 0.5 {
				return Equal
			}
			return Different
		}
		if given.Unit != "" && wanted.Unit != "" {
			return Unlike
		}
		if share(given, wanted) || share(wanted, given) {
			return Equal
		}
		given, wanted = given.unscaled(), wanted.unscaled()
	}
	loose := given.Loose || wanted.Loose
	switch {
	case given.Bound*wanted.Bound < 0:
		return Different
	case alike(given.Low, wanted.Low, loose) && alike(given.High, wanted.High, loose):
		return Equal
	case given.Low == given.High && alike(given.Other, wanted.Low, false):
		return Equal
	case given.Low <= wanted.Low && given.High >= wanted.High:
		return Vaguer
	case given.Low >= wanted.Low && given.High <= wanted.High:
		return Finer
	}
	return Different
}

// celsius is a temperature in degrees Celsius, whatever its scale; NaN for what
// is none.
func (f Fact) celsius() float64 {
	switch f.Unit {
	case "°C":
		return f.Low
	case "°F":
		return (f.Low - 32) / 1.8
	case "K":
		return f.Low - 273.15
	}
	return math.NaN()
}

// yearless tells whether a date is a day of any year.
func (f Fact) yearless() bool { return f.Low >= 0 && f.Low < daysAYear && f.Low == f.High }

// compareDays compares two dates of which one doesn't tell the year.
func compareDays(given, wanted Fact) Agreement {
	day := func(f Fact) float64 { return math.Mod(f.Low, daysAYear) }
	switch {
	case given.Low != given.High || wanted.Low != wanted.High:
		return Unlike
	case day(given) != day(wanted):
		return Different
	case given.yearless():
		return Vaguer
	}
	return Equal
}

// compareKinds compares a plain number of four digits, which reads as a year,
// with one that doesn't.
func compareKinds(given, wanted Fact) Agreement {
	if a := compareShortYears(given, wanted); a != Unlike {
		return a
	}
	number, date := given, wanted
	if number.Kind == Date {
		number, date = wanted, given
	}
	if number.Kind != Quantity || date.Kind != Date || number.Low != number.High {
		return Unlike
	}
	for _, n := range [2]float64{number.Low / number.Scale, number.Other / number.Scale} {
		if first, last := year(n); date.Low == first && date.High == last {
			return Equal
		}
	}
	if first, last := year(math.Floor(date.Low / daysAYear)); number.Unit == "" && date.Low == first && date.High == last {
		return Different
	}
	return Unlike
}

// compareShortYears compares a range of numbers with one of years, of which they
// are the last two digits: 39-45.
func compareShortYears(given, years Fact) Agreement {
	if given.Kind != Quantity || years.Kind != Date || given.Unit != "" || given.Low >= given.High || given.High > 99 {
		return Unlike
	}
	from := math.Mod(math.Floor(years.Low/daysAYear), 100) == given.Low
	to := math.Mod(math.Floor(years.High/daysAYear), 100) == given.High
	switch {
	case from && to:
		return Equal
	case from || to:
		return Different
	}
	return Unlike
}

// EndsIn tells whether a date is in a year of which a number is the last two
// digits.
func (f Fact) EndsIn(n float64) bool {
	return n >= 1 && n < 100 && math.Mod(math.Floor(f.Low/daysAYear), 100) == n
}

// degrees tells whether both are degrees, of which one doesn't say which.
func degrees(a, b Fact) bool {
	return a.Unit == "°" && strings.HasPrefix(b.Unit, "°") || b.Unit == "°" && strings.HasPrefix(a.Unit, "°")
}

// share tells whether a plain number is the part that a percentage tells:
// 1/10 and 10 %.
func share(number, percentage Fact) bool {
	return number.Unit == "" && percentage.Unit == "%" && number.Low == number.High && number.Low <= 1 &&
		alike(100*number.Low, percentage.Low, percentage.Loose) && percentage.Low == percentage.High
}

// Measured tells whether a fact is so many of one unit, and no rate of several.
func (f Fact) Measured() bool {
	return f.Kind == Quantity && f.Unit != "" && f.Unit != "x" && f.Unit != "°" && !strings.Contains(f.Unit, "/")
}

// SameNumber tells whether two facts were written with the same number,
// whatever their units; a number of four digits may have been read as a year.
func SameNumber(given, wanted Fact) bool {
	if given.Kind == Quantity && wanted.Kind == Date {
		return compareKinds(given, wanted) == Equal
	}
	a, b := given.unscaled(), wanted.unscaled()
	same := a.Low == b.Low || alike(a.Other, b.Low, false) || alike(a.Low, b.Other, false)
	return given.Kind == wanted.Kind && given.Low == given.High && wanted.Low == wanted.High && same
}

// UnitAsked is one of the unit in which a question asks for a number: "how many
// minutes", "length in km"; without a unit when it asks for none.
func UnitAsked(text string, tokens []words.Token) Fact {
	r := reader{text: text, tokens: tokens}
	for i := 1; i < len(tokens); i++ {
		switch before := tokens[i-1].Fold; before {
		case "hoeveel", "many", "viele", "combien", "cuantos", "cuantas", "quanti", "quante", "in", "en", "de":
			if before == "de" && r.fold(i-2) != "combien" {
				continue
			}
			unit, scale, next := r.unit(i)
			symbol := next == i+1 && len(tokens[i].Raw) < 2
			if alone := next == len(tokens) || tokens[next].Gap >= words.Comma; unit != "" && (!symbol || alone) {
				return Fact{Low: scale, High: scale, Scale: scale, Unit: unit, Other: math.NaN()}
			}
		}
	}
	return Fact{}
}

// unscaled is the fact in the numbers that were written.
func (f Fact) unscaled() Fact {
	f.Low, f.High, f.Other = f.Low/f.Scale, f.High/f.Scale, f.Other/f.Scale
	return f
}

// alike tells whether two numbers are the same but for rounding in the last
// digits, or when loose, within 3 %.
func alike(a, b float64, loose bool) bool {
	most := 1e-9
	if loose {
		most = 0.03
	}
	return math.Abs(a-b) <= most*math.Max(math.Abs(a), math.Abs(b))
}
