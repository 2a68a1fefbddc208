package grade

import (
	"math"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/overhoor/overhoor/bot/grade/facts"
	"github.com/overhoor/overhoor/bot/grade/words"
)

// evidence is all that was found out about an answer before judging it.
type evidence struct {
	deck  *Deck
	card  *card
	given *passage
	raw   string     // what the learner wrote
	core  *alignment // against the alternative that fits best
	fit   fit
	whole *alignment // against all of the back
	short float64    // how well it says a short answer, or part of it
	aside float64    // how far it says only what the back tells in passing
	spelt float64    // likeness letter by letter to the nearest right answer
	list  *taken     // of a list card
	other *card      // whose answer this is more than the card's own, or nil
	rival fit        // of other
	// Of a comparison: how much of each half was said of it, and of the other.
	own, crossed [2]float64
	facts        factCount
	dunno        bool // "the rest I forgot"
	order        bool // an order to the judge
	hedge        bool
}

// fit is how far two passages cover each other.
type fit struct{ recall, precision float64 }

// mean is the harmonic mean of both.
func (f fit) mean() float64 { return ratio(2*f.recall*f.precision, f.recall+f.precision) }

func (a *alignment) fit() fit {
	return fit{a.recall(a.want.all()), a.precision(a.given.all())}
}

// factCount is how the numbers and dates of an answer compare.
type factCount struct{ wanted, equal, vague, wrong int }

// gather finds out all there is to know about an answer.
func (d *Deck) gather(k *card, answer string, have []string) *evidence {
	room, _ := d.scratches.Get().(*scratch)
	e := &room.evidence
	*e = evidence{deck: d, card: k, raw: answer}
	answer, e.dunno, e.order = plainAnswer(answer)
	e.given, room.given.scratch = &room.given, room
	d.readInto(e.given, answer, k.lang, d.weigh(k))
	for _, core := range k.core {
		a := d.align(e.given, core, k.lang)
		if f := a.fit(); e.core == nil || f.mean() > e.fit.mean() {
			e.core, e.fit = a, f
		}
	}
	if e.whole = e.core; k.whole.text != e.core.want.text {
		e.whole = d.align(e.given, k.whole, k.lang)
	}
	e.hedge = k.shape != shapeText && e.hedged()
	for _, s := range k.short {
		f := d.align(e.given, s, k.lang).fit()
		e.short = max(e.short, f.recall*(0.5+0.5*f.precision))
	}
	for _, p := range k.aside {
		f := d.skim(e.given, p).fit()
		e.aside = max(e.aside, f.precision*min(1, 2*f.recall))
	}
	e.spelt = spelling(e.given.text, k)
	if len(k.items) > 0 {
		e.list = d.take(k, e.given, e.whole)
		e.list.keep(k, have)
	}
	e.facts = countFacts(k.ownFacts(e.given.facts), k.core[0].facts)
	d.findRival(e)
	return e
}

// knows tells of a word whether it stands on some card.
func (d *Deck) knows(f *form) bool { return d.spread[f.Root] > 0 }

// native tells of a word whether it is of the card's language.
func (e *evidence) native(word string) bool { return e.deck.book.Known(word, e.card.lang) }

// sureSlip is the cost up to which a misspelling sounds alike.
const sureSlip = 0.5

// slipped tells whether a word is another with a slip that makes no other word.
func (d *Deck) slipped(given, wanted *form, lang string) bool {
	cost, ok := d.typo(given.Text, given.fold, wanted, lang)
	if !ok || d.known.find(placeOf(given.Text), wordKey{given.Text, lang, words.Word}) != nil {
		return false
	}
	if cost <= sureSlip {
		return true
	}
	return !d.book.Known(given.Fold, lang) && (d.book.Known(wanted.Fold, lang) || cost <= 1.1 && len(wanted.Fold) >= 6)
}

// hedged tells whether the answer offers a choice of which one is not right: on
// one side of "of", and not further away.
func (e *evidence) hedged() bool {
	from := 0
	var before, now option // what stands on both sides of the last cut
	choice := false        // that cut is a choice
	cut := func(to int, isChoice bool) bool {
		before, now = now, e.weighOption(span{from, to})
		hedge := choice && (before == rightOption && now == strangeOption || before == strangeOption && now == rightOption)
		from, choice = to, isChoice
		return hedge
	}
	for i, t := range e.given.tokens {
		switch {
		case i > 0 && isOr(t.Text, e.card.lang):
			if cut(e.given.first[i], true) {
				return true
			}
			from = e.given.first[i+1]
		case t.Gap >= words.Comma:
			if cut(e.given.first[i], false) {
				return true
			}
		}
	}
	return cut(len(e.given.units), false)
}

// option is one side of a choice.
type option uint8

const (
	noOption option = iota
	rightOption
	strangeOption
)

// weighOption tells whether some units are right, or say something else.
func (e *evidence) weighOption(s span) option {
	if e.given.weight(s) < 0.3 {
		if s.to-s.from == 1 && e.core.gives[s.from] < 0 {
			return strangeOption
		}
		return noOption
	}
	switch p := max(e.core.precision(s), e.whole.precision(s)); {
	case p > 0.6:
		return rightOption
	case p < 0.3:
		return strangeOption
	}
	return noOption
}

// rivals is how many other cards are looked at closely.
const rivals = 3

// findRival looks for another card whose back the answer fits.
func (d *Deck) findRival(e *evidence) {
	votes := renew(e.given.scratch.votes, len(d.cards))
	e.given.scratch.votes = votes
	for _, u := range e.given.units {
		if u.role != content {
			continue
		}
		for _, at := range d.found[u.form.Root] {
			votes[at] += u.rarity
		}
	}
	votes[e.card.at] = 0
	for range rivals {
		best := 0
		for at := range votes {
			if votes[at] > votes[best] {
				best = at
			}
		}
		if votes[best] == 0 {
			return
		}
		votes[best] = 0
		for _, core := range d.cards[best].core {
			if f := d.skim(e.given, core).fit(); f.mean() > e.rival.mean() {
				e.other, e.rival = d.cards[best], f
			}
		}
	}
}

// contraries leaves out what the question itself sets side by side.
func (e *evidence) contraries() []pair {
	var out []pair
	for _, c := range e.core.contraries() {
		if !e.card.asked[e.core.want.units[c.want].form.Root] || !e.card.asked[e.core.given.units[c.given].form.Root] {
			out = append(out, c)
		}
	}
	return out
}

// compareFacts compares two facts; a share may be written as a part of one or
// of a hundred, and degrees without their scale.
func compareFacts(given, wanted facts.Fact) facts.Agreement {
	if given.Unit == wanted.Unit && given.Low == given.High && wanted.Low == wanted.High && wanted.Low >= 10 && wanted.Low == math.Round(given.Low) && given.Scale == 1 {
		return facts.Equal
	}
	switch {
	case given.Unit == "" && wanted.Unit == "%" && given.Low < 1:
		given.Low, given.High, given.Unit = given.Low*100, given.High*100, "%"
	case given.Unit == "°" && strings.HasPrefix(wanted.Unit, "°"):
		given.Unit = wanted.Unit
	}
	return facts.Compare(given, wanted)
}

var twoNumbers = regexp.MustCompile(`\d\D+\d`)

// ofRange corrects what lies within a range: one end of it is only a part.
func ofRange(a facts.Agreement, wanted facts.Fact) facts.Agreement {
	if a == facts.Finer && wanted.Low < wanted.High && twoNumbers.MatchString(wanted.Raw) {
		return facts.Vaguer
	}
	return a
}

func countFacts(given, wanted []facts.Fact) factCount {
	c := factCount{wanted: len(wanted)}
	for _, g := range given {
		best := facts.Unlike
		for _, w := range wanted {
			best = max(best, ofRange(compareFacts(g, w), w))
		}
		switch best {
		case facts.Equal, facts.Finer:
			c.equal++
		case facts.Vaguer:
			c.vague++
		case facts.Different:
			c.wrong++
		}
	}
	return c
}

// spelling is the likeness, letter by letter, of a short answer to the
// nearest of the card's own.
func spelling(given string, k *card) float64 {
	var room [maxLetters]rune
	g := appendLetters(room[:0], given)
	best := 0.0
	for _, list := range [...][]*passage{k.core, k.short, k.aside} {
		for _, p := range list {
			best = max(best, likeness(g, p.letters))
		}
	}
	return best
}

// maxLetters is how many letters and digits of a text are compared one by one.
const maxLetters = 80

// letters is a text folded to its letters and digits, at most maxLetters of them.
func letters(s string) []rune { return appendLetters(make([]rune, 0, min(len(s), maxLetters)), s) }

// appendLetters is letters in the room of a slice, which must be empty.
func appendLetters(out []rune, s string) []rune {
	for i := 0; i < len(s) && len(out) < maxLetters; i++ {
		switch c := s[i]; {
		case c >= utf8.RuneSelf:
			return appendFolded(out[:0], s)
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			out = append(out, rune(c))
		case c >= 'A' && c <= 'Z':
			out = append(out, rune(c)|0x20)
		}
	}
	return out
}

// appendFolded is appendLetters for any text.
func appendFolded(out []rune, s string) []rune {
	for _, r := range foldText(s) {
		if len(out) == maxLetters {
			break
		}
		if r > 127 || r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			out = append(out, r)
		}
	}
	return out
}
