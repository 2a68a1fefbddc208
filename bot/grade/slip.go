package grade

import (
	"slices"
	"strings"

	"github.com/overhoor/overhoor/bot/grade/words"
)

// bySlip ties tokens that are still alone: misspelt, cut short, written as one
// or as two words, or a separable verb taken apart.
func (a *alignment) bySlip(r *reader, lang string) {
	want, given := a.lonely(a.want, a.wants), a.lonely(a.given, a.gives)
	if len(given) == 0 && len(want) == 0 {
		return
	}
	found := a.joined(r, lang, want, given)
	for _, w := range want {
		for _, g := range given {
			if sim := a.slip(r, lang, w, g); sim > 0 {
				a.tieSpans(a.want.unitsOf(w), a.given.unitsOf(g), sim, misspelt)
				found = true
			}
		}
	}
	found = a.initials(r, lang, given) || found
	if found {
		a.settle()
	}
}

// lonely are the tokens that no unit of the other side says well.
func (a *alignment) lonely(p *passage, links []int) []int {
	out := a.given.scratch.list(len(p.tokens))
	for i := range p.tokens {
		s := p.unitsOf(i)
		if p.units[s.from].role == function || p.units[s.from].role == joining {
			continue
		}
		for u := s.from; u < s.to; u++ {
			if links[u] < 0 || p == a.want && a.said(u) < 0.7 || p == a.given && a.asked(u) < 0.7 {
				out = append(out, i)
				break
			}
		}
	}
	return out
}

// slip tells how sure it is that a token of the answer is a token of the back
// misspelt or cut short; 0 when it is not.
func (a *alignment) slip(r *reader, lang string, want, given int) float64 {
	w, g := a.want.forms[want], a.given.forms[given]
	if a.cell(a.want.first[want], a.given.first[given]).by == contrary {
		return 0
	}
	if g.within(w) {
		if cost, ok := r.typo(g.Text, g.fold, w, lang); ok && cost > 0 {
			return max(0.75, 0.97-0.05*cost)
		}
	}
	if len(w.Fold) >= 7 && len(g.Fold) >= 7 && !w.known && likeness([]rune(g.Fold), []rune(w.Fold)) >= 0.86 {
		return 0.9 // the author's own slip
	}
	if a.cutShort(want, given) || len(g.Fold) > 5 && g.latin == w.latin {
		return 0.85
	}
	return 0
}

// cutShort tells whether a token abbreviates another by its beginning: "gem."
// for "gemiddelde", "config" for "configuratie".
func (a *alignment) cutShort(want, given int) bool {
	w, g, known := a.want.forms[want].Fold, a.given.forms[given].Fold, a.given.forms[given].native
	if len(g) < 2 || len(w) < len(g)+2 || g[0] != w[0] {
		return false
	}
	dotted := given+1 < len(a.given.tokens) && strings.HasPrefix(a.given.between(given+1), ".") ||
		given+1 == len(a.given.tokens) && strings.HasSuffix(strings.TrimSpace(a.given.text), ".")
	if strings.HasPrefix(w, g) {
		return dotted || len(g) >= 3 && !known || len(g) >= 3 && len(g)*2 <= len(w) && a.want.first[want+1]-a.want.first[want] == 1
	}
	return (dotted || !known) && len(g) >= 3 && isSkeleton(g, w)
}

// isSkeleton tells whether a word is another without some of its vowels and
// its end: mgmt for management, mkt for market.
func isSkeleton(short, long string) bool {
	at := 0
	for i := 0; i < len(short); i++ {
		if strings.IndexByte("aeiou", short[i]) >= 0 {
			return false
		}
		k := strings.IndexByte(long[at:], short[i])
		if k < 0 || k > 4 {
			return false
		}
		at += k + 1
	}
	return true
}

// initials ties an abbreviation to the words that it stands for.
func (a *alignment) initials(r *reader, lang string, given []int) (found bool) {
	for _, g := range given {
		t := a.given.tokens[g]
		if len(t.Raw) < 2 || len(t.Raw) > 6 || t.Kind != words.Word || t.Raw == t.Text && a.given.forms[g].native || !words.Abbreviation(t.Raw) {
			continue
		}
		for from := range a.want.tokens {
			for to := from + 2; to <= min(from+len(t.Raw)+2, len(a.want.tokens)); to++ {
				if a.want.tokens[from].Fold[0] == t.Fold[0] && r.book.Abbreviates(t.Raw, a.want.tokens[from:to], lang) {
					a.tieSpans(span{a.want.first[from], a.want.first[to]}, a.given.unitsOf(g), 0.9, sameSense)
					found = true
				}
			}
		}
	}
	return found
}

// joined ties one word to two: "brandkey" to "brand key", "afkoelen" to
// "koelt af".
func (a *alignment) joined(r *reader, lang string, want, given []int) (found bool) {
	for _, g := range given {
		one := a.given.forms[g]
		for _, c := range a.want.couples {
			if c.mayBe(one) && a.want.sameJoined(r, lang, c, one) {
				a.tieSpans(a.want.unitsOf(c.first), a.given.unitsOf(g), 0.95, sameForm)
				a.tieSpans(a.want.unitsOf(c.second), a.given.unitsOf(g), 0.95, sameForm)
				found = true
			}
		}
	}
	for _, w := range want {
		one := a.want.forms[w]
		for _, c := range a.given.couples {
			if c.mayBe(one) && a.given.sameJoined(r, lang, c, one) {
				a.tieSpans(a.want.unitsOf(w), a.given.unitsOf(c.first), 0.95, sameForm)
				a.tieSpans(a.want.unitsOf(w), a.given.unitsOf(c.second), 0.95, sameForm)
				found = true
			}
		}
	}
	return found
}

// couple are two tokens that might be one word, in the order in which it has
// them.
type couple struct {
	first, second int
	long          int  // how long they are together, in bytes
	begins        byte // the first letter; 0 when the first is none but a letter
}

// couple joins two tokens.
func (p *passage) couple(first, second int) couple {
	a, b := p.forms[first].Fold, p.forms[second].Fold
	c := couple{first: first, second: second, long: len(a) + len(b)}
	if len(a) > 1 {
		c.begins = a[0]
	}
	return c
}

// mayBe tells quickly whether two tokens joined may be one word.
func (c *couple) mayBe(one *form) bool {
	n := c.long - len(one.Fold)
	return n >= -4 && n <= 4 && len(one.Fold) >= 5 && c.begins == one.Fold[0] && c.begins != 0
}

// sameJoined tells whether two tokens are one word, taken apart or misspelt.
func (p *passage) sameJoined(r *reader, lang string, c couple, one *form) bool {
	first, second := p.forms[c.first], p.forms[c.second]
	if rest, ok := strings.CutPrefix(one.Fold, first.Fold); ok && rest == second.Fold {
		return true
	}
	apart := c.second < c.first                              // a verb taken apart
	if !apart && p.units[p.first[c.first]].role != content { // "van kopers" is not "verkopers"
		return false
	}
	if r.joinedStem(first, second, lang) == one.stem {
		return true
	}
	if apart || !one.reaches(c.long, first.letters|second.letters) {
		return false
	}
	joined := first.Fold + second.Fold
	_, ok := r.typo(joined, printOf(joined), one, lang)
	return ok
}

// findCouples notes the tokens that might be one word: neighbours, and the
// particle of a separable verb with the verb.
func (p *passage) findCouples() {
	p.couples = slices.Grow(p.couples[:0], len(p.tokens))
	for i := 1; i < len(p.tokens); i++ {
		t := p.tokens[i]
		if t.Kind != words.Word || t.Gap >= words.Comma {
			continue
		}
		p.couples = append(p.couples, p.couple(i-1, i))
		if i > 1 && p.tokens[i-1].Fold == "te" {
			p.couples = append(p.couples, p.couple(i-2, i))
		}
		if !separates(t.Fold) {
			continue
		}
		for k := i - 1; k >= max(0, i-7) && p.clause[k] == p.clause[i]; k-- {
			if p.units[p.first[k]].role == content {
				p.couples = append(p.couples, p.couple(i, k))
			}
		}
	}
}

// separates tells whether a word can be the particle of a separable verb.
func separates(word string) bool {
	switch word {
	case "aan", "af", "bij", "in", "mee", "na", "neer", "om", "op", "over", "samen", "terug", "toe", "uit", "vast", "voor", "weg", "tegen", "door", "achter":
		return true
	}
	return false
}
