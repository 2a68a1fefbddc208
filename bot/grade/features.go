package grade

import (
	"math"
	"slices"
	"strings"
)

// vector boils evidence down to numbers.
func (e *evidence) vector() []float64 {
	v := e.given.scratch.numbers.take(int(features) + doubts)[:features]
	switch e.card.shape {
	case shapeTerm:
		v[fTerm] = 1
	case shapeText:
		v[fText] = 1
	case shapeList:
		v[fList] = 1
	default:
		v[fFact] = 1
	}
	e.coverage(v)
	e.contradictions(v)
	e.comparison(v)
	v[fTwist] = v[fRecall] * (min(1, v[fSwapped]) + 2*v[fContraryShare] + 2*v[fCrossedMost] + v[fDenied] + v[fBroken]/2)
	e.enumeration(v)
	e.manner(v)
	e.missing(v)
	e.texture(v)
	e.marks(v)
	e.question(v)
	return v
}

func flag(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// coverage tells how much of the back was said, and how much else.
func (e *evidence) coverage(v []float64) {
	a := e.core
	v[fRecall], v[fPrecision] = e.fit.recall, e.fit.precision
	v[fWholeRecall] = e.whole.recall(e.whole.want.all())
	exact, sense, firm, all := 0.0, 0.0, 0.0, 0.0
	for i, u := range a.want.units {
		all += u.weight
		j := a.wants[i]
		if j < 0 {
			continue
		}
		switch a.cell(i, j).by {
		case sameForm, misspelt:
			exact += u.weight
			firm += u.weight
		case sameSense:
			sense += u.weight
			if a.said(i) > 0.7 {
				firm += u.weight
			}
		}
	}
	v[fExact], v[fSense], v[fFirm] = ratio(exact, all), ratio(sense, all), ratio(firm, all)
	v[fMarkMin] = 1
	marks := e.card.marks
	if a.want != e.card.core[0] {
		marks = []span{a.want.all()}
	}
	for i, m := range marks {
		r := a.recall(m)
		if i == 0 {
			v[fFirstMark] = r
		}
		v[fMarkMin] = min(v[fMarkMin], r)
		v[fMarkMean] += r / float64(len(marks))
		if r >= 0.5 {
			v[fMarkShare] += 1 / float64(len(marks))
		}
	}
	v[fMarks] = float64(len(marks))
	v[fFirstSentence], v[fElaborates] = v[fRecall], flag(e.card.opening > 0)
	if e.card.opening > 0 && a.want == e.card.core[0] {
		v[fFirstSentence] = a.recall(span{0, e.card.opening})
	}
	for i := range a.want.units {
		if a.want.units[i].role == content {
			v[fHead] = a.said(i)
		}
	}
	v[fShort], v[fSpelt], v[fAside] = e.short, e.spelt, e.aside
	v[fRival], v[fRivalRecall] = e.rival.mean(), e.rival.recall
	v[fRivalLead] = e.rival.mean() - max(e.fit.mean(), e.short)
}

// keyWords is how much of the back's two most telling words was said.
func (e *evidence) keyWords() float64 {
	var first, second, saidFirst, saidSecond float64
	for i, u := range e.core.want.units {
		switch said := e.core.said(i); {
		case u.weight > first:
			first, second, saidFirst, saidSecond = u.weight, first, said, saidFirst
		case u.weight > second:
			second, saidSecond = u.weight, said
		}
	}
	return ratio(first*saidFirst+second*saidSecond, first+second)
}

// contradictions tells what speaks against the back.
func (e *evidence) contradictions(v []float64) {
	a := e.core
	matched, denied := 0.0, 0.0
	for i, u := range a.want.units {
		if j := a.wants[i]; j >= 0 {
			w := u.weight * a.said(i)
			matched += w
			if a.given.negated(j) != a.want.negated(i) != (a.cell(i, j).by == turned) {
				denied += w
			}
		}
	}
	v[fDenied] = ratio(denied, matched)
	contraries := e.contraries()
	marks := e.card.marks
	v[fHalfMin] = v[fRecall]
	if a.want != e.card.core[0] {
		marks = []span{a.want.all()}
	} else if len(e.card.halves) > 0 {
		v[fHalfMin], v[fHalves] = a.least(e.card.halves)
	}
	v[fSound], v[fExchanged], v[fFlipped] = a.sound(marks, contraries), a.exchanged(), a.flipped()
	for _, c := range contraries {
		v[fContrary] += max(0.5, a.want.units[c.want].rarity)
	}
	v[fContraryShare] = ratio(v[fContrary], v[fContrary]+matched)
	v[fSubstituted], v[fSubstKnown] = a.substituted(e.deck.knows)
	v[fSwapped], v[fDisorder] = a.swaps()
	broken, kept := a.bonds()
	v[fBroken] = ratio(broken, broken+kept)
	given, wanted := 0, 0
	for _, does := range a.given.does {
		given += int(flag(does == negating))
	}
	for _, does := range a.want.does {
		wanted += int(flag(does == negating))
	}
	v[fNegations] = float64(given - wanted)
	v[fFactWrong] = float64(e.facts.wrong)
	v[fFactEqual] = float64(e.facts.equal)
	v[fFactMissing] = float64(max(0, e.facts.wanted-e.facts.equal))
}

// comparison tells whether each half was said of the right thing.
func (e *evidence) comparison(v []float64) {
	s := e.card.sides
	v[fOwnMin], v[fOwnMean] = e.fit.recall, e.fit.recall
	v[fSideFit] = v[fPrecision]
	if s == nil || e.core.want != e.card.core[0] {
		return
	}
	own, crossed, fits, named := s.weigh(e.core)
	e.own, e.crossed = own, crossed
	v[fCompares] = 1
	v[fSideFit] = min(fits[0], fits[1])
	v[fOwnMin], v[fOwnMean] = min(own[0], own[1]), (own[0]+own[1])/2
	v[fCrossed] = (crossed[0]+crossed[1])/2 - v[fOwnMean]
	v[fCrossedMost] = max(0, crossed[0]-own[0], crossed[1]-own[1])
	v[fNamesMissing] = 2 - flag(named[0]) - flag(named[1])
}

// enumeration tells how many items of a list were found.
func (e *evidence) enumeration(v []float64) {
	t := e.list
	if t == nil {
		return
	}
	n := float64(len(t.scores))
	scores := append(e.given.scratch.numbers.take(len(t.scores))[:0], t.scores...)
	slices.Sort(scores)
	v[fItems], v[fItemMin], v[fItemMax] = n, scores[0], scores[len(scores)-1]
	v[fItemSecond] = scores[min(1, len(scores)-1)]
	for _, s := range scores {
		v[fItemMean] += s / n
		if s >= foundAt {
			v[fItemShare] += 1 / n
		}
		if s >= 0.75 {
			v[fItemSure] += 1 / n
		}
	}
	v[fItemAll], v[fItemAny], v[fItemWhole] = t.chances(e.card.ordered)
	v[fItemLeft] = float64(len(t.left))
	v[fItemRepeats], v[fItemStray], v[fItemTurned] = float64(t.repeats), t.stray, t.turned
	v[fSegments] = float64(t.segments) - n
	if e.card.ordered && t.numbered {
		v[fItemAstray] = float64(t.astray) / n
	}
}

// manner tells how it was said: by repeating the question, at what length, in
// words that nobody knows here.
func (e *evidence) manner(v []float64) {
	echo, fresh, strange, foreign, all := 0.0, 0.0, 0.0, 0.0, 0.0
	for j, u := range e.given.units {
		if u.role != content {
			continue
		}
		all++
		said := max(e.core.asked(j), e.whole.asked(j))
		switch {
		case e.card.asked[u.form.Root]:
			echo++
		case said > 0.3:
			fresh += said * u.weight
		default:
			strange++
			if e.deck.knows(u.form) {
				foreign++
			}
		}
	}
	v[fForeign] = ratio(foreign, all)
	v[fKey] = e.keyWords()
	want := 0.0
	for _, u := range e.core.want.units {
		if u.role == content {
			want++
		}
	}
	v[fEcho], v[fStrange], v[fNew] = ratio(echo, all), ratio(strange, all), fresh
	v[fLength], v[fWantLength] = math.Log1p(all), math.Log1p(want)
	v[fLengthRatio] = min(3, ratio(all, want))
	v[fDunno], v[fOrder] = flag(e.dunno), flag(e.order)
	v[fHedge] = flag(e.hedge)
	if strings.Contains(e.raw, "...") || strings.Contains(e.raw, "…") {
		v[fDunno] = 1
	}
	for i, j := range e.core.wants {
		if j >= 0 && e.core.cell(i, j).by == misspelt {
			v[fTypos]++
		}
	}
}
