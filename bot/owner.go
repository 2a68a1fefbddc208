package bot

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"

	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/decks"
)

// lesson is an answer that learners taught a card, or want to.
type lesson struct {
	deck    *decks.Deck
	card    decks.Card
	answer  string
	backers int // learners who hold it for right; 0 when it counts already
}

// mark names a lesson in a button.
func (l lesson) mark() string {
	sum := sha256.Sum256([]byte(l.deck.ID + "\x00" + l.card.ID + "\x00" + l.answer))
	return hex.EncodeToString(sum[:6])
}

// owned are the decks on whose answers the learner decides.
func (t *talk) owned() []*decks.Deck {
	if t.Answers == nil {
		return nil
	}
	var all []*decks.Deck
	for _, d := range t.Library.Decks() {
		if slices.ContainsFunc(t.profile.Accounts, func(a Account) bool {
			return slices.Contains(t.Owners, a) || slices.Contains(d.Owners, a.String())
		}) {
			all = append(all, d)
		}
	}
	return all
}

// answers shows an owner what learners want to teach his decks, one answer at
// a time, or with "kept" what they taught.
func (t *talk) answers(ctx context.Context) ([]Message, error) {
	own := t.owned()
	if len(own) == 0 {
		return t.tell(phrase.AnswersNotYours, nil), nil
	}
	var said Text
	switch t.arg(0) {
	case "kept":
		return t.keptAnswers(ctx, own)
	case "yes", "no":
		var err error
		if said, err = t.decide(ctx, own); err != nil {
			return nil, err
		}
	}
	waiting, err := t.proposed(ctx, own)
	if err != nil {
		return nil, err
	}
	m := t.nextAnswer(waiting)
	m.Text, m.Edit = lines(said, m.Text), t.event.Pressed
	return []Message{m}, nil
}

// decide accepts or drops the answer that the command names.
func (t *talk) decide(ctx context.Context, own []*decks.Deck) (Text, error) {
	l, ok, err := t.findLesson(ctx, own, t.arg(1))
	if err != nil || !ok {
		return t.say(phrase.AnswersGone, nil), err
	}
	id, act := phrase.AnswersTaught, t.Answers.Accept
	if t.arg(0) == "no" {
		id, act = phrase.AnswersDropped, t.Answers.Drop
	}
	if err := act(ctx, l.deck.ID, l.card.ID, l.answer); err != nil {
		return "", fmt.Errorf("decide on an answer to a card of %s: %w", l.deck.ID, err)
	}
	return soft(t.say(id, phrase.Args{"Answer": l.answer})), nil
}

// nextAnswer shows the first of the answers that wait.
func (t *talk) nextAnswer(waiting []lesson) Message {
	kept := t.button(phrase.AnswersKeptLabel, "/answers kept")
	if len(waiting) == 0 {
		return Message{Text: t.say(phrase.AnswersNone, nil), Buttons: [][]Button{{kept}}}
	}
	l := waiting[0]
	return Message{
		Text: lines(
			strong(t.count(phrase.AnswersWaiting, len(waiting), nil)),
			t.say(phrase.AnswersCard, phrase.Args{"Deck": shortTitle(l.deck), "Front": cut(l.card.Front, 120)}),
			t.say(phrase.AnswersBack, phrase.Args{"Back": cut(l.card.Back, 200)}),
			t.count(phrase.AnswersGiven, l.backers, phrase.Args{"Answer": l.answer}),
		),
		Buttons: [][]Button{
			{t.button(phrase.TeachLabel, "/answers yes "+l.mark()), t.button(phrase.DropLabel, "/answers no "+l.mark())},
			{kept},
		},
	}
}

// mostKept is how many taught answers one message shows.
const mostKept = 5

// keptAnswers lists what was taught, each to be taken away, from the number
// that the command gives.
func (t *talk) keptAnswers(ctx context.Context, own []*decks.Deck) ([]Message, error) {
	all, err := t.accepted(ctx, own)
	if err != nil {
		return nil, err
	}
	p := t.leaf(len(all), mostKept, t.arg(1), "/answers kept")
	text := []Text{strong(t.count(phrase.AnswersKept, len(all), nil))}
	var row []Button
	for i, l := range all[p.from:p.to] {
		n := strconv.Itoa(p.from + i + 1)
		text = append(text, Escape(n+". "+cut(l.card.Front, 60)+": "+cut(l.answer, 80)))
		row = append(row, Button{
			Label:   t.words.Say(phrase.DropNumberLabel, phrase.Args{"N": n}),
			Command: "/answers no " + l.mark(),
		})
	}
	m := Message{Text: lines(text...), Edit: t.event.Pressed}
	if len(row) > 0 {
		m.Buttons = append(m.Buttons, row)
	}
	return []Message{p.turning(m)}, nil
}

// findLesson finds the answer of that mark, taught or only proposed.
func (t *talk) findLesson(ctx context.Context, own []*decks.Deck, mark string) (lesson, bool, error) {
	waiting, err := t.proposed(ctx, own)
	if err != nil {
		return lesson{}, false, err
	}
	kept, err := t.accepted(ctx, own)
	if err != nil {
		return lesson{}, false, err
	}
	for _, l := range append(waiting, kept...) {
		if l.mark() == mark {
			return l, true, nil
		}
	}
	return lesson{}, false, nil
}

// proposed are the answers that wait for an owner, the most backed first.
func (t *talk) proposed(ctx context.Context, own []*decks.Deck) ([]lesson, error) {
	var all []lesson
	for _, d := range own {
		waiting, err := t.Answers.Proposed(ctx, d.ID)
		if err != nil {
			return nil, fmt.Errorf("read what %s may be taught: %w", d.ID, err)
		}
		for _, p := range waiting {
			if c, ok := d.Card(p.Card); ok {
				all = append(all, lesson{d, c, p.Answer, len(p.By)})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b lesson) int { return cmp.Compare(b.backers, a.backers) })
	return all, nil
}

// accepted are the answers that were taught, in the order of the cards.
func (t *talk) accepted(ctx context.Context, own []*decks.Deck) ([]lesson, error) {
	var all []lesson
	for _, d := range own {
		kept, err := t.Answers.Accepted(ctx, d.ID)
		if err != nil {
			return nil, fmt.Errorf("read what %s was taught: %w", d.ID, err)
		}
		for _, c := range d.Cards {
			for _, answer := range kept[c.ID] {
				all = append(all, lesson{deck: d, card: c, answer: answer})
			}
		}
	}
	return all, nil
}
