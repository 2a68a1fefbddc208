package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/scheduler"
)

// mostReviews is more reviews than a log keeps.
const mostReviews = 100_000

// dossier is what is kept of a learner, as he gets it: the newest reviews are the
// last. Groups keep his points, and rounds pass.
type dossier struct {
	Learner  Learner                                `json:"learner"`
	Profile  Profile                                `json:"profile"`
	Cards    []namedCard                            `json:"cards"`
	Memories map[string]map[string]scheduler.Memory `json:"memories"` // by deck and card
	Reviews  []pastReview                           `json:"reviews"`
}

// namedCard is a card of one's own with its ID.
type namedCard struct {
	ID string `json:"id"`
	OwnCard
}

// pastReview is a review without the memory from before, which is that of the one
// before it.
type pastReview struct {
	At     time.Time        `json:"at"`
	Deck   string           `json:"deck"`
	Card   string           `json:"card"`
	Rating scheduler.Rating `json:"rating"` // 1 (forgotten) to 4 (easy)
	Undo   bool             `json:"undo,omitempty"`
	After  scheduler.Memory `json:"after"`
}

// myData hands over what is kept of the learner as a file.
func (t *talk) myData(ctx context.Context) ([]Message, error) {
	d := dossier{Learner: t.learner, Profile: t.profile, Cards: []namedCard{}, Reviews: []pastReview{}}
	for _, c := range t.own {
		d.Cards = append(d.Cards, namedCard{c.ID, c})
	}
	var err error
	if d.Memories, err = t.allMemories(ctx); err != nil {
		return nil, err
	}
	log, err := t.Store.Log(ctx, t.learner, mostReviews)
	if err != nil {
		return nil, fmt.Errorf("read the log of learner %s: %w", t.learner, err)
	}
	for _, r := range log {
		d.Reviews = append(d.Reviews, pastReview{r.At, r.Deck, r.Card, r.Rating, r.Undo, r.After})
	}
	data, err := json.MarshalIndent(d, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("encode the data of learner %s: %w", t.learner, err)
	}
	return []Message{{Text: t.say(phrase.MyData, nil), Document: &Document{Name: "overhoor.json", Data: data}}}, nil
}

// allMemories are the learner's memories of all decks that he may have met.
func (t *talk) allMemories(ctx context.Context) (map[string]map[string]scheduler.Memory, error) {
	all := make(map[string]map[string]scheduler.Memory)
	for _, deck := range t.metDecks() {
		memories, err := t.Store.Memories(ctx, t.learner, deck)
		if err != nil {
			return nil, fmt.Errorf("read memories of %s: %w", deck, err)
		}
		if len(memories) > 0 {
			all[deck] = memories
		}
	}
	return all, nil
}

// metDecks are all decks that the learner may know something of: those that there
// are, and those that he began and that are no more.
func (t *talk) metDecks() []string {
	met := append(slices.Clone(t.profile.Decks), ownDeck)
	for _, d := range t.Library.Decks() {
		met = append(met, d.ID)
	}
	slices.Sort(met)
	return slices.Compact(met)
}
