package bot

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/overhoor/overhoor/bot/grade"
	"github.com/overhoor/overhoor/bot/phrase"
)

// mostTyped is how many characters of an answer are looked at.
const mostTyped = 2000

// answer judges what was typed, in a round of the learner's own.
func (t *talk) answer(ctx context.Context) ([]Message, error) {
	text := strings.TrimSpace(cut(t.event.Text, mostTyped))
	turn, ok := t.round.asked("")
	switch {
	case !ok && t.says(text, phrase.YesLabel):
		return t.beginOffered(ctx)
	case !ok:
		return t.offer(phrase.NoRound), nil
	case t.event.Ref != "" && t.event.Ref != t.round.ref(t.round.At):
		return t.tell(phrase.TooLate, nil), nil
	case text == "":
		return t.tell(phrase.OnlyText, nil), nil
	case turn.Waits:
		return t.answerDoubt(turn, text)
	case turn.Shown != nil:
		return t.typedAlone(*turn, text), nil
	}
	if do := t.typedButton(turn, text); do != nil {
		t.event.Text = ""
		return do(t, ctx)
	}
	j := t.judge(ctx, turn, text)
	if !j.Sure {
		t.advise(ctx, turn, &j)
	}
	isList := t.graders[turn.Deck].Items(turn.Card) != nil
	switch {
	case turn.Effort.Goes == 0 && secondGo(j) && (j.Sure || isList):
		return t.goOn(turn, j), nil
	case !j.Sure:
		return t.wonder(turn, j), nil
	}
	return t.settle(j), nil
}

// typedButton is what the button does whose words were typed instead of pressing
// it, nil when they are an answer.
func (t *talk) typedButton(turn *Turn, text string) func(*talk, context.Context) ([]Message, error) {
	if card, ok := t.card(*turn); ok && strings.Contains(strings.ToLower(card.Back), strings.ToLower(text)) {
		return nil
	}
	switch {
	case t.says(text, phrase.HintLabel):
		return (*talk).hint
	case t.says(text, phrase.SkipLabel):
		return (*talk).skip
	case t.says(text, phrase.RightLabel):
		return (*talk).right
	case t.says(text, phrase.DoubtLabel):
		return (*talk).doubt
	case t.says(text, phrase.WhyLabel):
		return (*talk).why
	}
	return nil
}

// wonder leaves a verdict we are not sure of to the learner.
func (t *talk) wonder(turn *Turn, j grade.Judgement) []Message {
	turn.Judged, turn.Waits, t.newRound = &j, true, true
	return []Message{t.doubtful(turn)}
}

// advise replaces an unsure verdict by a second opinion, if there is one.
func (t *talk) advise(ctx context.Context, turn *Turn, j *grade.Judgement) {
	if t.Advise == nil {
		return
	}
	card, _ := t.card(*turn)
	if v, ok := t.Advise(ctx, t.learner, card, turn.Heard); ok {
		j.Verdict, j.Sure = v, true
	}
}

// judge has an answer judged together with the first go, if there was one, and
// notes what it cost.
func (t *talk) judge(ctx context.Context, turn *Turn, text string) grade.Judgement {
	turn.Effort.Typed = utf8.RuneCountInString(text)
	if !turn.Asked.IsZero() && !turn.Again && !turn.Redo {
		turn.Effort.Took = t.now.Sub(turn.Asked)
	}
	grader := t.graders[turn.Deck]
	attempt := grade.Attempt{Text: text, Accept: turn.Accept}
	first := turn.Judged
	if first == nil {
		turn.Heard = text
		return t.weigh(ctx, *turn, attempt)
	}
	turn.Heard += ", " + text
	if items := grader.Items(turn.Card); items != nil {
		attempt.Have = first.Found
		return together(items, *first, t.weigh(ctx, *turn, attempt))
	}
	attempt.Text = turn.Heard
	j := t.weigh(ctx, *turn, attempt)
	if j.Verdict < first.Verdict {
		return *first
	}
	return j
}

// weigh judges an attempt, once more with its likeness in meaning where that
// might settle a doubt.
func (t *talk) weigh(ctx context.Context, turn Turn, a grade.Attempt) grade.Judgement {
	grader := t.graders[turn.Deck]
	j := grader.Judge(turn.Card, a)
	if j.Sure || t.Liken == nil {
		return j
	}
	deck, _ := t.Library.Deck(turn.Deck)
	card, _ := t.card(turn)
	like, ok := t.Liken(ctx, deck, card, a.Text)
	if !ok {
		return j
	}
	a.Likeness = &like
	return grader.Judge(turn.Card, a)
}

// together is the judgement of two goes at a list: what either found is found,
// and only what the second said beside it counts against it. When each item was
// found, no doubt is left.
func together(items []string, first, second grade.Judgement) grade.Judgement {
	j := second
	j.Found, j.Missing, j.Reasons = nil, nil, nil
	for _, item := range items {
		if has(item, first) || has(item, second) {
			j.Found = append(j.Found, item)
		} else {
			j.Missing = append(j.Missing, item)
		}
	}
	for _, r := range slices.Concat(first.Reasons, second.Reasons) {
		found := r.Kind == grade.Lacking && slices.Contains(j.Found, r.Wanted)
		if !found && !slices.Contains(j.Reasons, r) {
			j.Reasons = append(j.Reasons, r)
		}
	}
	j.Verdict = grade.Partial
	j.Sure = first.Sure && second.Sure
	if len(j.Missing) == 0 && len(j.Extra) == 0 {
		j.Verdict, j.Sure = grade.Correct, true
	}
	return j
}

// secondGo tells whether there is something right, and something left to find:
// of a list also where we are not sure whether it was said in other words, as
// the learner will tell.
func secondGo(j grade.Judgement) bool {
	return j.Verdict == grade.Partial && len(j.Found) > 0 && len(j.Missing) > 0
}

// goOn asks for what is missing.
func (t *talk) goOn(turn *Turn, j grade.Judgement) []Message {
	turn.Judged, t.newRound = &j, true
	turn.Effort.Goes++
	card, _ := t.card(*turn)
	ref := t.round.ref(t.round.At)
	m := Message{
		Tone: Almost,
		Ask:  &Ask{Label: t.words.Say(phrase.AnswerLabel, nil), Title: card.Front, Ref: ref},
		Buttons: [][]Button{{
			t.button(phrase.HintLabel, "/hint "+ref+" "+strconv.Itoa(turn.Effort.Hints+1)),
			t.button(phrase.ShowLabel, "/show "+ref),
		}},
	}
	if items := t.graders[turn.Deck].Items(turn.Card); items != nil {
		m.Text = lines(
			strong(t.tally(phrase.SomeOf, items, j)),
			t.ticks(items, j, false),
			t.count(phrase.WhichMore, len(items)-found(items, j), nil),
		)
	} else {
		m.Text = lines(
			strong(t.say(phrase.HalfRight, nil))+" "+Escape(cut(strings.Join(j.Found, " … "), longest)),
			t.say(phrase.WhatElse, nil),
		)
	}
	return []Message{m}
}

// settle counts a judgement on the card that is asked, says the verdict and
// goes on.
func (t *talk) settle(j grade.Judgement) []Message {
	i := t.round.At
	turn := &t.round.Cards[i]
	turn.Judged, turn.Waits = &j, false
	turn.Verdict = j.Verdict
	turn.Rating = rate(j, turn.Effort)
	turn.After = t.memory(turn.Deck).Review(turn.Memory, turn.Rating, t.place(turn, t.now))
	t.comeBack(i)
	turn = &t.round.Cards[i]
	t.review(turn.review(t.now))
	t.profile.count(turn.Memory.New(), t.now, t.cal)
	t.profile.mistook(turn.Deck, turn.Card, j.Other)
	t.profile.Pace = t.profile.Pace.Took(turn.Effort.Took)
	t.newProfile = true
	return append([]Message{t.verdict(i)}, t.next()...)
}

// review notes a review to be written, and the day on which the card is due
// now.
func (t *talk) review(r Review) {
	r.ID = t.event.ID
	t.round.Load.Move(r.Before.Due, r.After.Due, t.cal)
	t.reviews = append(t.reviews, r)
	t.newRound = true
}

// next goes on to the next card, or ends the round. Only of the last card it
// is kept what was said: a round is written at every answer.
func (t *talk) next() []Message {
	if t.round.At > 0 {
		before := &t.round.Cards[t.round.At-1]
		before.Judged, before.Heard, before.Accept, before.Shown = nil, "", nil, nil
	}
	t.round.At++
	t.newRound = true
	if t.round.asking() {
		return t.ask()
	}
	return []Message{t.summary()}
}
