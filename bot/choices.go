package bot

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/overhoor/overhoor/bot/grade"
	"github.com/overhoor/overhoor/bot/phrase"
)

// How many choices there are, at least and at most, and of how many plausible
// wrong answers the wrong ones are drawn, so that a card isn't always asked with
// the same ones.
const (
	fewestChoices = 3
	mostWrong     = 3
	wrongPool     = 5
)

// How long a choice is at most: on a button of a narrow phone, and in the text
// when one of them doesn't fit there.
const (
	longestLabel  = 40
	longestChoice = 110
)

// choosing tells whether the cards of the round are asked with choices.
func (r *Round) choosing() bool {
	return r.Choose || r.Race != nil && r.Race.mode().choices
}

// withChoices are the cards that can be asked with choices, at most so many.
func (t *talk) withChoices(cards []Turn, most int) []Turn {
	var all []Turn
	for _, turn := range cards {
		if len(all) == most {
			break
		}
		if len(t.graders[turn.Deck].Distractors(turn.Card, fewestChoices-1, turn.Accept)) == fewestChoices-1 {
			all = append(all, turn)
		}
	}
	return all
}

// layChoices draws the choices of a card that is asked, once: the round keeps
// them, so that the same are shown to all and again.
func (t *talk) layChoices(turn *Turn) {
	if !t.round.choosing() || turn.Shown != nil {
		return
	}
	wrong := t.graders[turn.Deck].Distractors(turn.Card, wrongPool, turn.Accept)
	t.shuffle(wrong)
	turn.Shown = append(wrong[:min(len(wrong), mostWrong)], turn.Card)
	t.shuffle(turn.Shown)
	t.newRound = true
}

func (t *talk) shuffle(all []string) {
	for i := len(all) - 1; i > 0; i-- {
		j := t.Random(i + 1)
		all[i], all[j] = all[j], all[i]
	}
}

// backs are the choices of a turn as they are shown.
func (t *talk) backs(turn Turn) []string {
	var all []string
	for _, id := range turn.Shown {
		of := Turn{Deck: turn.Deck, Card: id}
		card, _ := t.card(of)
		back := card.Back
		if items := t.graders[turn.Deck].Items(id); items != nil {
			back = strings.Join(items, ", ")
		}
		all = append(all, cut(strings.Join(strings.Fields(back), " "), longestChoice))
	}
	return all
}

// choiceQuestion puts choices under a question: on the buttons where all fit,
// else as A to D in the text. There are no other buttons, as a platform with
// quizzes of its own has no room for them.
func (t *talk) choiceQuestion(m Message) Message {
	turn := t.round.Cards[t.round.At]
	backs, ref := t.backs(turn), t.round.ref(t.round.At)
	fit := !slices.ContainsFunc(backs, func(s string) bool { return len([]rune(s)) > longestLabel })
	m.Ask, m.Buttons = nil, nil
	var row []Button
	for i, back := range backs {
		b := Button{Label: back, Command: "/choose " + ref + " " + strconv.Itoa(i+1)}
		if fit {
			m.Buttons = append(m.Buttons, []Button{b})
			continue
		}
		b.Label = letter(i)
		m.Text = lines(m.Text, Escape(b.Label+". "+back))
		row = append(row, b)
	}
	if row != nil {
		m.Buttons = [][]Button{row}
	}
	m.Quiz = &Quiz{Right: slices.Index(turn.Shown, turn.Card)}
	return m
}

func letter(i int) string { return string(rune('A' + i)) }

// chosen finds the choice that somebody typed: its letter, or itself.
func (t *talk) chosen(turn Turn, text string) (int, bool) {
	text = strings.Trim(text, " .)")
	for i, back := range t.backs(turn) {
		if strings.EqualFold(text, letter(i)) || strings.EqualFold(text, strings.Trim(back, " .")) {
			return i, true
		}
	}
	return 0, false
}

// pressed is the choice that a button stands for, if its card is still asked.
func (t *talk) pressed() (int, bool) {
	turn, ok := t.round.asked(t.arg(0))
	n, err := strconv.Atoi(t.arg(1))
	if !ok || t.arg(0) == "" || err != nil || n < 1 || n > len(turn.Shown) {
		return 0, false
	}
	return n - 1, true
}

// judgeChoice judges a choice. It is sure, and a wrong one is another card's.
func (t *talk) judgeChoice(turn Turn, n int) grade.Judgement {
	if turn.Shown[n] == turn.Card {
		return grade.Judgement{Verdict: grade.Correct, Sure: true, Score: 1}
	}
	other, _ := t.card(Turn{Deck: turn.Deck, Card: turn.Shown[n]})
	return grade.Judgement{Sure: true, Other: other.ID, Reasons: []grade.Reason{{Kind: grade.Elsewhere, Wanted: other.Front}}}
}

// recognised is the effort of an answer that was chosen. To choose the right one
// is less than to recall it: it stood there, and one in four is right by luck.
// So it counts as recall with help does, Hard at the best, which lengthens an
// interval least; a wrong choice is Again, as what isn't even recognised is
// forgotten.
func recognised(e Effort) Effort {
	e.Hints++
	e.Typed, e.Took = 0, 0 // a press says nothing of how quickly it came
	return e
}

// pickChoice takes the choice of a learner alone.
func (t *talk) pickChoice(context.Context) ([]Message, error) {
	n, ok := t.pressed()
	if !ok {
		return t.tooLate(), nil
	}
	return t.settleChoice(n), nil
}

func (t *talk) settleChoice(n int) []Message {
	turn := &t.round.Cards[t.round.At]
	turn.Effort = recognised(turn.Effort)
	return t.settle(t.judgeChoice(*turn, n))
}

// typedAlone takes what a learner alone typed where he was to choose.
func (t *talk) typedAlone(turn Turn, text string) []Message {
	if n, ok := t.chosen(turn, text); ok {
		return t.settleChoice(n)
	}
	return append(t.tell(phrase.ChooseOne, nil), t.ask()...)
}

// within says how long one has.
func (t *talk) within(m mode) Text {
	id := phrase.AnswerWithin
	if m.choices {
		id = phrase.ChooseWithin
	}
	return t.count(id, int(m.perCard/time.Second), nil)
}
