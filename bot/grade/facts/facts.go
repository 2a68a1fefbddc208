// Package facts reads what must be exact in an answer: numbers with their
// units, dates, ranges, formulas and chemistry; and compares them by value,
// not by spelling.
package facts

import "math/big"

// Kind tells what sort of fact it is.
type Kind uint8

// The kinds of facts.
const (
	Quantity Kind = iota // a number, with or without a unit
	Range                // from one number to another
	Date                 // a year, a month of a year, or a day
)

// Fact is a hard fact of a text.
type Fact struct {
	Kind    Kind
	Low     *big.Rat // the number in the base unit, or the range's lower end
	High    *big.Rat // the range's upper end; equals Low otherwise
	Unit    string   // base unit: "m", "%", "€", "" for a plain number
	Y, M, D int      // of a Date; 0 where it is not told; Y < 0 is BC
	Approx  bool     // about, circa
	Raw     string   // as it was written
	At, End int      // text[At:End], in bytes
}

// Find reads all facts of text, in order.
func Find(text, lang string) []Fact { return nil }

// Agreement is how a given fact compares to a wanted one.
type Agreement uint8

// The ways two facts can compare.
const (
	Unlike    Agreement = iota // they speak of different things: length and price
	Different                  // the same sort of thing, another value
	Vaguer                     // given contains wanted: 1990s for 1994
	Finer                      // given lies within wanted: 5 May 1945 for 1945
	Equal
)

// Compare tells how given compares to wanted.
func Compare(given, wanted Fact) Agreement { return Unlike }

// Legend tells which names stand for a formula's symbols: "aantal" -> "n".
type Legend map[string]string

// ReadLegend finds lines as "T = aantal transacties" in text.
func ReadLegend(text string) Legend { return nil }

// SameFormula compares two formulas as algebra. Not ok: one of them can't be
// read as a formula. missing: given is wanted without some of its terms or
// factors.
func SameFormula(given, wanted string) (equal, missing, ok bool) {
	return Legend(nil).SameFormula(given, wanted)
}

// SameFormula is like the function SameFormula, with names written out.
func (l Legend) SameFormula(given, wanted string) (equal, missing, ok bool) {
	return false, false, false
}

// IsFormula tells whether text is a formula, and not just words.
func IsFormula(text string) bool { return false }

// SameChemistry compares two chemical formulas or equations: H2O is H₂O, the
// order of the sides' members is free. Not ok: one can't be read as chemistry.
func SameChemistry(given, wanted string) (equal, ok bool) { return false, false }
