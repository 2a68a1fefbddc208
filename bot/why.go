package bot

import (
	"context"

	"github.com/overhoor/overhoor/bot/grade"
	"github.com/overhoor/overhoor/bot/phrase"
)

// mostReasons is how many reasons are told, so that they fit a phone.
const mostReasons = 6

// why tells in plain words what the last verdict rests on.
func (t *talk) why(context.Context) ([]Message, error) {
	i, ok := t.round.counted(t.arg(0))
	if waiting, asked := t.round.asked(t.arg(0)); asked && waiting.Judged != nil {
		i, ok = t.round.At, true
	}
	if !ok || t.round.Cards[i].Judged == nil {
		return t.tell(phrase.WhyForgotten, nil), nil
	}
	turn := t.round.Cards[i]
	card, _ := t.card(turn)
	all := []Text{strong(Escape(cut(card.Front, 120)))}
	for _, r := range turn.Judged.Reasons[:min(len(turn.Judged.Reasons), mostReasons)] {
		all = append(all, t.reason(r))
	}
	if len(all) == 1 {
		all = append(all, t.say(phrase.WhyWhole, nil))
	}
	return []Message{{Text: lines(all...)}}, nil
}

// reason is one reason in words.
func (t *talk) reason(r grade.Reason) Text {
	id := map[grade.ReasonKind]phrase.ID{
		grade.Recognised:   phrase.WhyRecognised,
		grade.Typo:         phrase.WhyTypo,
		grade.Lacking:      phrase.WhyLacking,
		grade.Contradicted: phrase.WhyContradicted,
		grade.Swapped:      phrase.WhySwapped,
		grade.Number:       phrase.WhyNumber,
		grade.Surplus:      phrase.WhySurplus,
		grade.Elsewhere:    phrase.WhyElsewhere,
		grade.Echo:         phrase.WhyEcho,
		grade.Empty:        phrase.WhyEmpty,
	}[r.Kind]
	if id == phrase.WhyRecognised && r.Given == r.Wanted {
		id = phrase.WhySame
	}
	return t.say(id, phrase.Args{"Given": echo(r.Given, 80), "Wanted": cut(r.Wanted, 80)})
}
