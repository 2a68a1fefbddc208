package bot

import (
	"context"
	"slices"

	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/decks"
)

// Miss is a card that a learner missed in a group.
type Miss struct {
	Deck string `json:"deck"`
	Card string `json:"card"`
}

// mostMisses is how many are kept.
const mostMisses = 50

// miss notes a card that was missed in a group, had one that was had or taken
// back.
func (p *Profile) miss(m Miss) {
	p.had(m)
	p.Missed = append(p.Missed, m)
	p.Missed = p.Missed[max(0, len(p.Missed)-mostMisses):]
}

func (p *Profile) had(m Miss) {
	p.Missed = slices.DeleteFunc(slices.Clone(p.Missed), func(old Miss) bool { return old == m })
}

// mine is what stands behind /practise in a group for one's own mistakes.
const mine = "mine"

// practiseMine tells where a learner practises what he missed here.
func (t *talk) practiseMine() []Message {
	if len(t.profile.Missed) == 0 {
		return t.tell(phrase.MissedNone, nil)
	}
	return []Message{{Private: true, Text: t.count(phrase.MissedThere, len(t.profile.Missed), nil)}}
}

// practiseOwn begins a round of what the learner missed in groups.
func (t *talk) practiseOwn(ctx context.Context) ([]Message, error) {
	if t.arg(0) != "" {
		return t.quiz(ctx)
	}
	var from []*decks.Deck
	for _, m := range t.profile.Missed {
		if d, ok := t.Library.Deck(m.Deck); ok && !slices.Contains(from, d) {
			from = append(from, d)
		}
	}
	stock, err := t.stock(ctx, from)
	if err != nil {
		return nil, err
	}
	var cards []Turn
	for _, turn := range slices.Concat(stock.due, stock.later, stock.fresh) {
		if slices.Contains(t.profile.Missed, Miss{turn.Deck, turn.Card}) {
			cards = append(cards, turn)
		}
	}
	if len(cards) == 0 {
		return t.tell(phrase.MissedNone, nil), nil
	}
	if err := t.taught(ctx, cards); err != nil {
		return nil, err
	}
	t.profile.Missed, t.newProfile = nil, true
	t.start("", cards, stock.load)
	return t.ask(), nil
}
