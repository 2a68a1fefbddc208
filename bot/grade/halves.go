package grade

import (
	"strings"

	"github.com/overhoor/overhoor/bot/grade/words"
)

// findHalves cuts a back that tells of several doings ("het wegen van fruit en
// het verdelen van kisten"), each of which is required. nil when it tells of
// one.
func findHalves(p *passage) []span {
	var cuts []int
	from := 0
	for i := range p.tokens {
		if i == 0 || p.tokens[i].Gap < words.Comma && !p.joins(i-1) {
			continue
		}
		if p.doing(from) && p.doing(i) && p.weight(span{p.first[from], p.first[i]}) >= 1 && p.weight(span{p.first[i], len(p.units)}) >= 1 {
			cuts = append(cuts, p.first[i])
			from = i
		}
	}
	if len(cuts) == 0 {
		return nil
	}
	halves := make([]span, 0, len(cuts)+1)
	last := 0
	for _, at := range append(cuts, len(p.units)) {
		halves = append(halves, span{last, at})
		last = at
	}
	return halves
}

// doing tells whether a verb made a noun begins at a token: "het wegen van",
// "weging van", "weighing".
func (p *passage) doing(i int) bool {
	for i < len(p.tokens) && p.does[i] == function && !p.governs(i) {
		i++
	}
	if i+1 >= len(p.tokens) || len(p.tokens[i].Fold) < 5 {
		return false
	}
	word := p.tokens[i].Fold
	if strings.HasSuffix(word, "ing") {
		return true
	}
	switch p.tokens[i+1].Fold {
	case "van", "op", "aan", "in", "voor", "naar", "met":
		return strings.HasSuffix(word, "en")
	}
	return false
}

// least is how much was said of the half that was said least, and how many
// halves there are.
func (a *alignment) least(halves []span) (recall, n float64) {
	recall = 1
	for _, h := range halves {
		recall = min(recall, a.recall(h))
	}
	return recall, float64(len(halves))
}

// sound is the share of the back that was said in marks that the answer does
// not contradict.
func (a *alignment) sound(marks []span, contraries []pair) float64 {
	sum, all := 0.0, 0.0
	for _, m := range marks {
		w := a.want.weight(m)
		all += w
		clean := true
		for _, c := range contraries {
			clean = clean && (c.want < m.from || c.want >= m.to)
		}
		if clean {
			sum += w * a.recall(m)
		}
	}
	return ratio(sum, all)
}
