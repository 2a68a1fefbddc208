package bot

import (
	"cmp"
	"context"
	"strconv"
	"strings"

	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/decks"
)

// mostAsked is how many cards anybody can ask for at once.
const mostAsked = 50

// roundWish is what a group's round is to be: "/quiz crm 10 together".
type roundWish struct {
	deck  string
	cards int // 0 for as many as usual
	mode  mode
}

// wished reads what stands behind /quiz: the deck, and in any order how many
// cards and in which mode. What names a deck wholly is its name.
func (t *talk) wished() roundWish {
	w := roundWish{deck: strings.TrimSpace(t.event.Text), mode: t.usualMode()}
	if w.deck == "" {
		w.deck = t.wanted().deck
		return w
	}
	words := strings.Fields(w.deck)
	for len(words) > 1 {
		if _, ok := t.find(strings.Join(words, " ")); ok {
			break
		}
		last := strings.ToLower(words[len(words)-1])
		if m, ok := modeNamed(last); ok {
			w.mode = m
		} else if n, err := strconv.Atoi(last); err == nil && n > 0 {
			w.cards = min(n, mostAsked)
		} else {
			return w
		}
		words = words[:len(words)-1]
	}
	w.deck = strings.Join(words, " ")
	return w
}

// raceQuiz begins a round of the group, or shows again the card it is at.
func (t *talk) raceQuiz(ctx context.Context) ([]Message, error) {
	want := t.wished()
	if t.resumes(want.deck) {
		if t.round.Race.Paused {
			return t.raceResume(ctx)
		}
		return []Message{t.raceQuestion()}, nil
	}
	if t.fresh() {
		return t.tell(phrase.RaceGoesOn, nil), nil
	}
	if want.deck == "" && t.round.Race.lobby() {
		return []Message{t.teamsMessage()}, nil
	}
	if want.deck == "" || want.deck == allDue {
		return t.offer(phrase.WhichDeck), nil
	}
	deck, ok := t.find(want.deck)
	if !ok {
		deck, ok = t.linkedPart(want.deck)
	}
	switch {
	case !ok && isLink(want.deck):
		return t.offer(phrase.LinkGone), nil
	case !ok:
		return t.unknownDeck(want.deck), nil
	}
	if no := t.forbidden(deck, want.mode); no != nil {
		return no, nil
	}
	cards := t.draw(deck, want)
	switch {
	case len(cards) == 0 && want.mode.choices:
		return t.tell(phrase.ChoiceTooFew, nil), nil
	case len(cards) == 0:
		return t.tell(phrase.NoDecks, nil), nil
	}
	if err := t.taught(ctx, cards); err != nil {
		return nil, err
	}
	if t.round.asking() { // it was left alone
		t.breakOff()
		t.ended = t.withScores(pulse{id: t.round.ID, asking: true}, nil)
	}
	if err := t.bookRound(ctx); err != nil {
		return nil, err
	}
	if want.mode.teams {
		return t.openTeams(deck.ID, cards, want.mode), nil
	}
	t.startRace(deck.ID, cards, want.mode)
	return t.firstCard(ctx, "")
}

// firstCard begins a round, or what comes behind its lobby: who plays is told
// with the first question.
func (t *talk) firstCard(ctx context.Context, who Text) ([]Message, error) {
	t.round.Cards[0].Asked = t.now
	if err := t.planRound(ctx); err != nil {
		return nil, err
	}
	m := t.raceQuestion()
	deck, _ := t.Library.Deck(t.round.Deck)
	begins := t.count(t.round.Race.mode().begins, len(t.round.Cards), phrase.Args{"Deck": shortTitle(deck)})
	m.Text = apart(t.nicer(), lines(strong(begins), who, m.Text))
	return []Message{m}, nil
}

// draw draws the cards of a round.
func (t *talk) draw(deck *decks.Deck, want roundWish) []Turn {
	cards := make([]Turn, len(deck.Cards))
	for i, c := range deck.Cards {
		cards[i] = Turn{Deck: deck.ID, Card: c.ID}
	}
	for i := len(cards) - 1; i > 0; i-- {
		j := t.Random(i + 1)
		cards[i], cards[j] = cards[j], cards[i]
	}
	cards, size := t.apart(cards, nil), cmp.Or(want.cards, t.RoundSize)
	if want.mode.choices {
		return t.withChoices(cards, size)
	}
	return cards[:min(len(cards), size)]
}

// startRace puts a round in place of what there was.
func (t *talk) startRace(deck string, cards []Turn, m mode) {
	race := &Race{Lang: t.words.Lang, Mode: m.names[0], By: t.learner}
	t.round = Round{
		Version: t.round.Version, Kept: t.round.Kept, ID: t.code(roundCode), Deck: deck, Cards: cards, Started: t.now, Race: race,
	}
	t.newRound = true
}

// raceQuestion is the card all are asked.
func (t *talk) raceQuestion() Message {
	t.layChoices(&t.round.Cards[t.round.At])
	m := t.question()
	ref := t.round.ref(t.round.At)
	mode, skip := t.round.Race.mode(), t.button(phrase.SkipLabel, "/skip "+ref)
	if !mode.choices {
		m.Buttons = [][]Button{{t.button(phrase.HintLabel, "/hint "+ref+" 1"), skip}}
	}
	if mode.perCard > 0 {
		m.Text = lines(m.Text, soft(t.within(mode)))
	}
	if mode.silent {
		m.Buttons = [][]Button{{skip}}
	}
	return m
}
