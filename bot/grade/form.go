package grade

import (
	"math/bits"
	"strings"

	"github.com/overhoor/overhoor/bot/grade/words"
)

// form is a word's form with prints to compare it fast.
type form struct {
	words.Form
	prints
	letters uint32 // a bit for each letter from a to z in it
	known   bool   // some dictionary has it
	native  bool   // that of its passage's language has it
	latin   print  // of the common Dutch and English spelling
}

// prints are of a form, and of what its denying prefix denies: geldig of
// ongeldig.
type prints struct{ fold, stem, root, denialFold, denialStem print }

// print is a hash of a word; 0 is none.
type print uint64

func printOf(s string) print {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return print(h | 1)
}

func newForm(f words.Form) *form {
	g := &form{Form: f, prints: prints{fold: printOf(f.Fold), stem: printOf(f.Stem), root: printOf(f.Root)}, letters: lettersOf(f.Fold), latin: printOf(latin(f.Fold))}
	for _, prefix := range [...]string{"niet", "non", "on", "un"} {
		if rest, ok := strings.CutPrefix(f.Fold, prefix); ok && len(rest) > 3 {
			g.denialFold = printOf(rest)
			if stem, ok := strings.CutPrefix(f.Stem, prefix); ok {
				g.denialStem = printOf(stem)
			}
			return g
		}
	}
	return g
}

// kinship is words.Kinship by prints.
func (f *prints) kinship(g *prints) float64 {
	switch {
	case f.fold == g.fold || f.stem == g.stem:
		return 1
	case f.root == g.root:
		return 0.8
	}
	return 0
}

// within tells quickly whether f may be a misspelling of g: of about its
// length, not too many of its letters are strange to g, nor the other way round.
func (f *form) within(g *form) bool { return g.reaches(len(f.Fold), f.letters) }

// reaches is within for a word of a length and some letters.
func (f *form) reaches(long int, letters uint32) bool {
	most, d := words.MostSlips(len(f.Fold)), long-len(f.Fold)
	return most > 0 && d <= most && -d <= most && bits.OnesCount32(letters&^f.letters) <= most && bits.OnesCount32(f.letters&^letters) <= most
}

// lettersOf has a bit for each letter from a to z in a word.
func lettersOf(word string) (set uint32) {
	for i := 0; i < len(word); i++ {
		if c := word[i]; c >= 'a' && c <= 'z' {
			set |= 1 << (c - 'a')
		}
	}
	return set
}

// denies tells whether f is g with a prefix that denies it.
func (f *prints) denies(g *prints) bool {
	return f.denialFold != 0 && (f.denialFold == g.fold || f.denialStem == g.stem)
}
