package bot

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/decks"
)

// hint helps with the card that is asked. A button names the hint it stands
// for, so that pressing it twice gives it once.
func (t *talk) hint(context.Context) ([]Message, error) {
	turn, ok := t.round.asked(t.arg(0))
	switch {
	case !ok:
		return t.tooLate(), nil
	case turn.Waits:
		return t.ask(), nil
	case t.round.Race != nil && t.round.Race.Paused:
		return t.whilePaused(), nil
	case turn.Shown != nil:
		return t.tell(phrase.ChoiceNoHints, nil), nil
	}
	level := turn.Effort.Hints + 1
	if n, err := strconv.Atoi(t.arg(1)); err == nil && n <= turn.Effort.Hints {
		level = n
	}
	turn.Effort.Hints = max(turn.Effort.Hints, level)
	t.newRound = true
	card, _ := t.card(*turn)
	ref := t.round.ref(t.round.At)
	return []Message{{
		Text: t.hintText(*turn, card, level),
		Ask:  &Ask{Label: t.words.Say(phrase.AnswerLabel, nil), Title: card.Front, Ref: ref},
		Buttons: [][]Button{{
			t.button(phrase.MoreHintLabel, "/hint "+ref+" "+strconv.Itoa(level+1)),
			t.button(phrase.ShowLabel, "/show "+ref),
		}},
	}}, nil
}

// hintText is the author's hint first; then how the answer, or each missing
// item, begins: a letter more at each level. In a group, where all see what one
// asks for, it is hidden until one wants to know.
func (t *talk) hintText(turn Turn, card decks.Card, level int) Text {
	veil := func(s string) Text { return Escape(s) }
	if t.event.Place.Group {
		veil = func(s string) Text { return hidden(Escape(s)) }
	}
	if card.Hint != "" {
		if level == 1 {
			return t.say(phrase.Hint, nil) + " " + veil(cut(card.Hint, longest))
		}
		level--
	}
	items := t.graders[turn.Deck].Items(turn.Card)
	if items == nil {
		return t.say(phrase.Hint, nil) + " " + veil(initials(firstLine(card.Back), level))
	}
	var starts []string
	for _, item := range items {
		if turn.Judged == nil || !slices.Contains(turn.Judged.Found, item) {
			starts = append(starts, initials(item, level))
		}
	}
	return lines(t.count(phrase.HintItems, len(starts), nil), veil(cut(strings.Join(starts, "\n"), longest)))
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	return line
}

// initials shows how the first words of a text begin: "k…… b…".
func initials(s string, letters int) string {
	words := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
	for i, w := range words[:min(len(words), 6)] {
		runes := []rune(w)
		shown := min(letters, max(1, len(runes)-1))
		words[i] = string(runes[:shown]) + strings.Repeat("·", len(runes)-shown)
	}
	if len(words) > 6 {
		return strings.Join(words[:6], " ") + " …"
	}
	return strings.Join(words, " ")
}
