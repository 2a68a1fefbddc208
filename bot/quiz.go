package bot

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/decks"
	"github.com/overhoor/overhoor/scheduler"
)

// What may stand behind /quiz in place of a deck, and behind a deck.
const (
	allDue   = "*"    // what is due in all decks the learner began
	evenMore = "more" // also what isn't due yet
)

// roundCode is how long the name of a round is, in the commands of its buttons.
const roundCode = 5

// stale is after how long a round that was left is begun anew, not resumed.
const stale = 12 * time.Hour

// quiz begins a round, or goes on with the one there is.
func (t *talk) quiz(ctx context.Context) ([]Message, error) {
	want := t.wanted()
	if t.resumes(want.deck) && (!want.choose || t.round.Choose) {
		return t.ask(), nil
	}
	if want.deck == "" {
		return t.offer(phrase.WhichDeck), nil
	}
	if want.deck == allDue {
		return t.begin(ctx, "", t.begun(), want)
	}
	if m, ok, err := t.linked(ctx, want); ok {
		return m, err
	}
	deck, ok := t.find(want.deck)
	if !ok {
		return t.unknownDeck(want.deck), nil
	}
	return t.begin(ctx, deck.ID, []*decks.Deck{deck}, want)
}

// quizWish is what a learner's own round is to be: "/quiz crm 5 more choice".
type quizWish struct {
	deck   string
	cards  int  // at most; 0 for as many as a round of his has
	extra  bool // also what isn't due yet
	choose bool // with choices
}

// wanted reads what stands behind /quiz. Without a name the deck is that of the
// round that is going on. What names a deck wholly is its name.
func (t *talk) wanted() quizWish {
	w := quizWish{deck: strings.TrimSpace(t.event.Text)}
	if w.deck == "" && t.round.asking() {
		return quizWish{deck: cmp.Or(t.round.Deck, allDue)}
	}
	for {
		at := strings.LastIndex(w.deck, " ")
		if _, ok := t.find(w.deck); ok || at < 0 {
			return w
		}
		last := w.deck[at+1:]
		if m, ok := modeNamed(strings.ToLower(last)); ok && m.choices {
			w.choose = true
		} else if last == evenMore {
			w.extra = true
		} else if n, err := strconv.Atoi(last); err == nil && n > 0 {
			w.cards = min(n, mostAsked)
		} else {
			return w
		}
		w.deck = strings.TrimSpace(w.deck[:at])
	}
}

// resumes tells whether the round that is going on is wanted, and not stale.
func (t *talk) resumes(want string) bool {
	if !t.fresh() {
		return false
	}
	if want == allDue {
		return t.round.Deck == ""
	}
	deck, ok := t.find(want)
	return ok && deck.ID == t.round.Deck
}

// fresh tells whether a round goes on here that isn't long left alone.
func (t *talk) fresh() bool {
	return t.round.asking() && t.now.Sub(t.round.Touched) <= stale
}

// find finds a deck by ID or by title.
func (t *talk) find(want string) (*decks.Deck, bool) {
	if d, ok := t.Library.Deck(want); ok {
		return d, true
	}
	for _, d := range t.Library.Decks() {
		if strings.EqualFold(d.Title, want) {
			return d, true
		}
	}
	if slices.Contains(ownNames(), strings.ToLower(want)) {
		return t.Library.Deck(ownDeck)
	}
	return nil, false
}

// begun is the decks the learner works on.
func (t *talk) begun() []*decks.Deck {
	var begun []*decks.Deck
	for _, id := range t.profile.Decks {
		if d, ok := t.Library.Deck(id); ok {
			begun = append(begun, d)
		}
	}
	return begun
}

// begin makes a round of what is to be asked and asks its first card.
func (t *talk) begin(ctx context.Context, deck string, from []*decks.Deck, want quizWish) ([]Message, error) {
	stock, err := t.stock(ctx, from)
	if err != nil {
		return nil, err
	}
	cards := t.choose(stock, want)
	if len(cards) == 0 {
		return t.nothingDue(deck, stock), nil
	}
	if err := t.taught(ctx, cards); err != nil {
		return nil, err
	}
	if want.choose {
		if cards = t.withChoices(cards, len(cards)); len(cards) == 0 {
			return t.tell(phrase.ChoiceTooFew, nil), nil
		}
	}
	t.start(deck, cards, stock.load)
	t.round.Choose = want.choose
	messages := t.ask()
	messages[0].Text = lines(t.backlog(stock), messages[0].Text)
	return messages, nil
}

// start puts a new round in place of the old one.
func (t *talk) start(deck string, cards []Turn, load scheduler.Load) {
	t.round = Round{
		Version: t.round.Version, ID: t.code(roundCode), Deck: deck, Cards: cards, Load: load, Started: t.now,
	}
	t.newRound = true
	if deck != "" && (len(t.profile.Decks) == 0 || t.profile.Decks[0] != deck) {
		t.profile.begin(deck)
		t.newProfile = true
	}
}

// nothingDue says when there is something to do again.
func (t *talk) nothingDue(deck string, s stock) []Message {
	if deck == "" {
		deck = allDue
	}
	text := t.say(phrase.AllDone, nil)
	switch {
	case len(s.due) > 0:
		text = t.count(phrase.EnoughToday, len(s.due), nil)
	case !s.next.IsZero():
		text = lines(text, t.back(phrase.NextIn, s.next))
	case len(s.later) > 0:
		text = lines(text, t.back(phrase.NextIn, t.due(s.later[0])))
	}
	return []Message{{Text: text, Tone: Good, Buttons: [][]Button{{
		t.button(phrase.PracticeAnyway, "/quiz "+deck+" "+evenMore),
		t.button(phrase.ChooseDeck, "/decks"),
	}}}}
}

// ask asks the card the round is at.
func (t *talk) ask() []Message {
	turn := &t.round.Cards[t.round.At]
	turn.Asked = t.now
	t.newRound = true
	t.layChoices(turn)
	if turn.Waits {
		return []Message{t.doubtful(turn)}
	}
	return []Message{t.question()}
}

// question is the card that is asked, as a message.
func (t *talk) question() Message {
	turn := t.round.Cards[t.round.At]
	card, _ := t.card(turn)
	ref := t.round.ref(t.round.At)
	m := Message{
		Text: lines(soft(t.heading(turn)), strong(Escape(cut(card.Front, longest))), t.mixedWith()),
		Ask:  &Ask{Label: t.words.Say(phrase.AnswerLabel, nil), Title: card.Front, Ref: ref},
		Buttons: [][]Button{{
			t.button(phrase.HintLabel, "/hint "+ref+" "+strconv.Itoa(turn.Effort.Hints+1)),
			t.button(phrase.SkipLabel, "/skip "+ref),
		}},
	}
	if turn.Shown != nil {
		return t.choiceQuestion(m)
	}
	return m
}

// longest is how many characters of a card's side are shown at most, so that a
// message fits on every platform.
const longest = 800

// shortTitle is a deck's title without what follows a colon.
func shortTitle(d *decks.Deck) string {
	title, _, _ := strings.Cut(d.Title, ": ")
	return cut(title, 30)
}

// heading says where in the round we are.
func (t *talk) heading(turn Turn) Text {
	title := turn.Deck
	if d, ok := t.Library.Deck(turn.Deck); ok {
		title = shortTitle(d)
	}
	if turn.Again {
		return t.say(phrase.HeadingAgain, phrase.Args{"Deck": title})
	}
	return t.say(phrase.Heading, phrase.Args{
		"Deck": title, "At": strconv.Itoa(firstTimes(t.round.Cards[:t.round.At+1])), "Of": strconv.Itoa(firstTimes(t.round.Cards)),
	})
}
