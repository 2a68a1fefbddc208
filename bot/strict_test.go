package bot_test

import (
	"slices"
	"strings"

	"github.com/overhoor/overhoor/bot/grade"
	"github.com/overhoor/overhoor/decks"
)

// strict is a grader of few words: an answer is right when it is the back or
// one of Accept, a list item by item, half right when it is one of the back's
// two parts around "; ", unsure when it begins with a question mark, and
// misspelt when it ends in a tilde.
type strict struct{ deck *decks.Deck }

func (s strict) Items(id string) []string {
	card, _ := s.deck.Card(id)
	if lines := strings.Split(card.Back, "\n"); len(lines) > 1 {
		return lines
	}
	return nil
}

// Distractors are the cards whose backs are judged wrong, in the deck's order.
func (s strict) Distractors(id string, n int, accepted []string) []string {
	var all []string
	for _, other := range s.deck.Cards {
		j := s.Judge(id, grade.Attempt{Text: strings.ReplaceAll(other.Back, "\n", ", "), Accept: accepted})
		if other.ID != id && j.Verdict == grade.Wrong && len(all) < n {
			all = append(all, other.ID)
		}
	}
	return all
}

func (s strict) Judge(id string, a grade.Attempt) grade.Judgement {
	card, _ := s.deck.Card(id)
	j := grade.Judgement{Sure: !strings.HasPrefix(a.Text, "?")}
	said := strings.FieldsFunc(strings.ToLower(a.Text), func(r rune) bool { return r == ',' || r == ';' })
	for i := range said {
		written := strings.TrimSpace(said[i])
		said[i] = strings.TrimSuffix(written, "~")
		if said[i] != written {
			j.Reasons = append(j.Reasons, grade.Reason{Kind: grade.Typo, Wanted: said[i], Given: written})
		}
	}
	parts := s.Items(id)
	if parts == nil {
		parts = strings.Split(card.Back, "; ")
	}
	for _, p := range parts {
		if slices.Contains(said, strings.ToLower(p)) || slices.Contains(a.Have, p) {
			j.Found = append(j.Found, p)
			j.Reasons = append(j.Reasons, grade.Reason{Kind: grade.Recognised, Wanted: p, Given: p})
		} else {
			j.Missing = append(j.Missing, p)
			j.Reasons = append(j.Reasons, grade.Reason{Kind: grade.Lacking, Wanted: p})
		}
	}
	switch {
	case a.Likeness != nil && a.Likeness.Own > 0.8:
		j.Verdict, j.Sure = grade.Correct, true
	case len(j.Missing) == 0, slices.Contains(slices.Concat(card.Accept, a.Accept), strings.ToLower(a.Text)):
		j.Verdict = grade.Correct
	case len(j.Found) > 0:
		j.Verdict = grade.Partial
	default:
		for _, other := range s.deck.Cards {
			if other.ID != id && strings.EqualFold(other.Back, a.Text) {
				j.Other = other.ID
			}
		}
	}
	return j
}
