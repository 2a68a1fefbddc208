package grade

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxAnswer is how many bytes of an answer are read, so that judging takes
// bounded time; no answer to a flashcard is longer.
const maxAnswer = 1200

// Judge judges an answer. A card that is not in the deck can't be answered.
func (d *Deck) Judge(id string, a Attempt) Judgement {
	k := d.byID[id]
	if k == nil {
		return Judgement{Reasons: []Reason{{Kind: Empty}}}
	}
	text := bound(a.Text)
	if isEmpty(text) {
		return k.nothing(a.Have)
	}
	j, settled := d.settle(k, text, a)
	if !settled {
		j = d.weighUp(k, text, a)
	}
	d.obey(k, text, &j)
	return j
}

func bound(text string) string {
	text = strings.TrimSpace(text)
	if len(text) <= maxAnswer {
		return text
	}
	at := maxAnswer
	for at > 0 && !utf8.RuneStart(text[at]) {
		at--
	}
	return text[:at]
}

func isEmpty(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
}

// nothing judges an answer that says nothing; what was found before remains.
func (k *card) nothing(have []string) Judgement {
	j := Judgement{Verdict: Wrong, Sure: true, Reasons: []Reason{{Kind: Empty}}}
	for _, it := range k.items {
		if isAmong(it.text, have) {
			j.Verdict = Partial
			j.Found = append(j.Found, it.text)
		} else {
			j.Missing = append(j.Missing, it.text)
		}
	}
	if len(k.items) == 0 {
		j.Missing = k.layout.core
	}
	return j
}

func isAmong(s string, list []string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// weighUp gathers the evidence and lets the model weigh it.
func (d *Deck) weighUp(k *card, text string, a Attempt) Judgement {
	e := d.gather(k, text, a.Have)
	defer d.free(e.given)
	v := e.vector()
	m := d.judge()
	c := e.ruled(func() [3]float64 {
		right, whole := m.odds(v)
		moreRight, moreWhole := a.Likeness.shift(v[fContrary] > 0 || v[fDenied] > 0.3 || v[fSwapped] > 0 || v[fCrossedMost] > 0.2)
		return chancesOf(right+moreRight, whole+moreWhole)
	})
	j := m.judge(v, c, e.doubtful)
	if better, ok := d.byAccepted(e, a.Accept); ok && better[Correct] > c[Correct] {
		helped := m.judge(v, better, e.doubtful)
		helped.Sure = j.Sure && j.Verdict == helped.Verdict // likeness to an accepted answer never makes it sure
		j = helped
	}
	e.explain(&j)
	return j
}

// byAccepted weighs an answer against those that were accepted before. They
// never help an answer that contradicts the card or is another card's.
func (d *Deck) byAccepted(e *evidence, accepted []string) (best [3]float64, ok bool) {
	if e.list != nil || len(accepted) == 0 && len(e.card.accept) == 0 {
		return best, false
	}
	own := e.vector()
	if own[fContrary] > 0 || own[fDenied] > 0.3 || own[fSwapped] > 0 || own[fCrossedMost] > 0.2 || own[fRivalLead] > 0.1 || own[fFactWrong] > 0 {
		return best, false
	}
	passages := e.card.accept
	for _, s := range accepted[:min(len(accepted), maxAccepted)] {
		passages = append(passages[:len(passages):len(passages)], d.read(bound(s), e.card.lang, d.weigh(e.card)))
	}
	for _, p := range passages {
		alt := *e
		card := *e.card
		card.core, card.marks, card.sides, card.opening = []*passage{p}, findMarks(p), nil, 0
		card.halves = nil
		alt.card, alt.core = &card, d.align(e.given, p, e.card.lang)
		alt.fit = alt.core.fit()
		if alt.fit.mean() < acceptAt || min(alt.fit.recall, alt.fit.precision) < 0.65 {
			continue
		}
		v := alt.vector()
		c := d.judge().Chances(v)
		if m := alt.fit.mean(); m > e.fit.mean()+0.1 && m > c[Correct] && v[fContrary]+v[fDenied]+v[fSwapped]+v[fExchanged] == 0 {
			m = min(m, likeAccepted)
			c = [3]float64{Wrong: (1 - m) / 2, Partial: (1 - m) / 2, Correct: m}
		}
		if c[Correct] > best[Correct] {
			best, ok = c, true
		}
	}
	return best, ok
}

// acceptAt is how much like an accepted answer another must be.
const acceptAt = 0.72

// likeAccepted is the most that likeness to an accepted answer alone tells: it
// never makes a verdict sure.
const likeAccepted = 0.78

// maxAccepted is how many accepted answers are looked at.
const maxAccepted = 20

// settle decides what needs no weighing: the back itself, an accepted answer,
// a formula, a number.
func (d *Deck) settle(k *card, text string, a Attempt) (Judgement, bool) {
	if k.equals(text) || k.isInitialled(text) || k.isAccepted(text, a.Accept) {
		j := Judgement{Verdict: Correct, Sure: true, Score: 0.99, Found: k.parts()}
		j.Reasons = []Reason{{Kind: Recognised, Wanted: k.Back, Given: text}}
		return j, true
	}
	var j Judgement
	var ok bool
	switch k.shape {
	case shapeTerm:
		j, ok = k.settleNumeral(text)
	case shapeFormula:
		j, ok = d.settleFormula(k, text)
	case shapeFact:
		j, ok = d.settleFacts(k, text)
	}
	if ok {
		k.explainSettled(&j, text)
	}
	return j, ok
}

// parts are the items of a list, or the back as a whole.
func (k *card) parts() []string {
	if len(k.layout.items) > 0 {
		return k.layout.items
	}
	return []string{k.Back}
}

// equals tells whether text is one of the card's own answers, but for case,
// punctuation and accents; where digits count, so does punctuation.
func (k *card) equals(text string) bool {
	tightly, said := k.countsSigns(text), saying{text: text}
	for _, list := range [...][]*passage{{k.whole}, k.core, k.short, k.accept} {
		for _, p := range list {
			if said.within(p.text) && said.is(p, tightly) {
				return true
			}
		}
	}
	return false
}

// countsSigns tells whether in an answer signs count, and not only letters.
func (k *card) countsSigns(text string) bool { return k.shape == shapeFormula || hasDigit(text) }

func (k *card) isAccepted(text string, accepted []string) bool {
	if len(accepted) == 0 {
		return false
	}
	tightly, said := k.countsSigns(text), saying{text: text}
	for _, s := range accepted {
		if !isEmpty(s) && said.within(s) && said.is(&passage{letters: letters(s), tight: tight(s)}, tightly) {
			return true
		}
	}
	return false
}

// saying is a text to be compared literally with several others; its letters
// and its tight form are made when first asked for.
type saying struct {
	text    string
	letters []rune
	tight   string
}

// within tells whether another text is short enough, and long enough, to be
// the same.
func (s *saying) within(own string) bool { return len(own) <= 500 && len(s.text) <= 2*len(own)+20 }

func (s *saying) is(own *passage, tightly bool) bool {
	if tightly {
		if s.tight == "" {
			s.tight = tight(s.text)
		}
		return s.tight == own.tight
	}
	if s.letters == nil {
		s.letters = letters(s.text)
	}
	return slices.Equal(s.letters, own.letters) && signs(s.text) == signs(own.text)
}

// signs are the signs in a text that calculate: with another one it is another
// text. A dash counts only between spaces.
func signs(s string) string {
	var found []rune
	for i, r := range s {
		switch {
		case strings.ContainsRune("+*/=<>±×÷", r):
			found = append(found, r)
		case strings.ContainsRune("-−–", r) && i > 0 && s[i-1] == ' ' && strings.HasPrefix(s[i+utf8.RuneLen(r):], " "):
			found = append(found, '-')
		}
	}
	return string(found)
}

// tight is a text without spaces and without a full stop at its end.
func tight(s string) string {
	return strings.TrimRight(strings.Join(strings.Fields(norm.NFC.String(s)), ""), ".!")
}
