package grade

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// Distractors are cards of the deck, at most n, whose backs might be taken for
// the answer to a card and are wrong: of the same kind, about as long and near
// in meaning, the most plausible first. None is, by the card's own back, by its
// accepted answers or by accepted, an answer to it, and no two have the same
// back. A card that is not in the deck has none.
func (d *Deck) Distractors(id string, n int, accepted []string) []string {
	k := d.byID[id]
	if k == nil {
		return nil
	}
	type rated struct {
		*card
		lure float64
	}
	var all []rated
	for _, o := range d.cards {
		if o != k && o.lang == k.lang && kindred(k, o) > 0 && !d.sameQuestion(k, o) {
			all = append(all, rated{o, d.lure(k, o)})
		}
	}
	slices.SortStableFunc(all, func(a, b rated) int {
		if a.lure > b.lure {
			return -1
		}
		return int(flag(a.lure < b.lure))
	})
	var chosen []string
	var backs []string
	for _, o := range all {
		if len(chosen) == n {
			break
		}
		back := foldText(o.Back)
		if slices.Contains(backs, back) || !d.clearlyWrong(k, o.card, accepted) {
			continue
		}
		chosen, backs = append(chosen, o.ID), append(backs, back)
	}
	return chosen
}

// lure is how plausible the back of another card is as the answer to a card.
func (d *Deck) lure(k, o *card) float64 {
	short, long := float64(utf8.RuneCountInString(k.Back)), float64(utf8.RuneCountInString(o.Back))
	lure := kindred(k, o) + min(short, long)/max(short, long, 1)
	lure += likeRoots(d.roots(k.whole), d.roots(o.whole)) + likeRoots(d.askedRoots(k), d.askedRoots(o))
	if slices.ContainsFunc(k.Tags, func(tag string) bool { return slices.Contains(o.Tags, tag) }) {
		lure += 0.3
	}
	if opening(k.Front) == opening(o.Front) {
		lure += 0.5
	}
	return lure
}

// kindred is how far two backs are of one kind: lists of as many items, numbers
// of one unit and near each other. Backs of different kinds are 0: the odd one
// out would give the answer away.
func kindred(k, o *card) float64 {
	switch {
	case k.shape != o.shape && max(k.shape, o.shape) > shapeText:
		return 0
	case k.shape != o.shape:
		return 1.5
	case k.shape == shapeList:
		few, many := float64(len(k.items)), float64(len(o.items))
		return 2 + 3*min(few, many)/max(few, many, 1) // the question often says how many
	case k.shape == shapeFact && len(k.core[0].facts) > 0 && len(o.core[0].facts) > 0:
		a, b := k.core[0].facts[0], o.core[0].facts[0]
		if a.Kind != b.Kind || a.Unit != b.Unit {
			return 0
		}
		return 3 + 1/(1+math.Abs(math.Log((1+math.Abs(a.Low))/(1+math.Abs(b.Low)))))
	}
	return 2
}

// roots are the telling words of a text and how much each tells in the deck.
func (d *Deck) roots(p *passage) map[string]float64 {
	all := make(map[string]float64)
	for _, u := range p.units {
		if u.role == content {
			all[u.form.Root] = d.rarity(u.form.Root)
		}
	}
	return all
}

// askedRoots are those of a card's front.
func (d *Deck) askedRoots(k *card) map[string]float64 {
	all := make(map[string]float64)
	for root, tells := range k.asked {
		if tells {
			all[root] = d.rarity(root)
		}
	}
	return all
}

// likeRoots is the share that two sets of words have in common, by weight.
func likeRoots(a, b map[string]float64) float64 {
	both, all := 0.0, 0.0
	for root, w := range a {
		all += w
		if _, ok := b[root]; ok {
			both += w
		}
	}
	for root, w := range b {
		if _, ok := a[root]; !ok {
			all += w
		}
	}
	return ratio(both, all)
}

// opening is the first word of a question: what, who, which.
func opening(front string) string {
	word, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(front)), " ")
	return word
}

// alikeQuestions is from what likeness on two fronts may ask the same thing.
const alikeQuestions = 0.75

// sameQuestion tells whether two cards may ask the same thing, so that either
// back may answer both, or one's answer stands in the other's question.
func (d *Deck) sameQuestion(k, o *card) bool {
	front, back := foldText(k.Front), strings.Trim(foldText(o.Back), " .")
	return front == foldText(o.Front) || strings.Contains(front, back) ||
		likeRoots(d.askedRoots(k), d.askedRoots(o)) >= alikeQuestions
}

// mostRight is the most that may be said for an answer that is to be wrong.
const mostRight = 0.25

// clearlyWrong tells whether the back of another card is wrong for a card, and
// the card's own back isn't right for the other: of two that say the same,
// neither is.
func (d *Deck) clearlyWrong(k, o *card, accepted []string) bool {
	j := d.Judge(k.ID, Attempt{Text: o.said(), Accept: accepted})
	return j.Verdict == Wrong && j.Score <= mostRight && len(j.Found) == 0 && d.Judge(o.ID, Attempt{Text: k.said()}).Verdict != Correct
}

// said is a card's back as somebody says it.
func (k *card) said() string {
	if len(k.layout.items) > 0 {
		return strings.Join(k.layout.items, ", ")
	}
	return k.Back
}
