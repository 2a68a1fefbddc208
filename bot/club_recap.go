package bot

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/overhoor/overhoor/bot/chart"
	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/scheduler"
)

const (
	leastAnswers = 5 // of a week that is worth a picture
	shownTop     = 3 // of the board
)

// recapAt is when the week is told next: on Sunday, at the hour at which the
// answer to the card of the day is told; the zero time if never.
func (c *Club) recapAt(now time.Time, cal scheduler.Calendar) (time.Time, error) {
	if !c.recaps() {
		return time.Time{}, nil
	}
	for at := now; ; {
		next, err := cal.NextAt(at, cmp.Or(c.Evening, evening))
		if err != nil || next.Weekday() == time.Sunday {
			return next, err
		}
		at = next
	}
}

// recap tells the group on Sunday evening how its week went, once, and nothing
// of a quiet week.
func (t *talk) recap(ctx context.Context) ([]Message, error) {
	c, today := &t.club, t.cal.Day(t.now)
	if !c.recaps() || c.Paused || c.Recapped == today || t.now.In(t.cal.Zone).Weekday() != time.Sunday ||
		t.cal.Clock(t.now) < cmp.Or(c.Evening, evening) {
		return nil, nil
	}
	if err := t.readBoard(ctx); err != nil {
		return nil, err
	}
	days, all := t.board.week(spans()[0].starts(today))
	if all.Answers < leastAnswers {
		return nil, nil
	}
	best, err := t.ranking(ctx, topWish{span: spans()[0]})
	if err != nil {
		return nil, err
	}
	monday := t.cal.StartOfDay(t.now, -6)
	picture, err := t.weekPicture(monday, days)
	if err != nil {
		return nil, err
	}
	c.Recapped, t.newClub = today, true
	rows := []Text{strong(t.say(phrase.RecapHeading, phrase.Args{"Total": t.weekTotal(all)})), Escape(t.weekDays(monday, days))}
	rows = append(append(rows, t.weekMissed()...), t.weekTop(best), t.rowLine())
	return []Message{{Text: lines(rows...), Image: picture, Buttons: [][]Button{{t.button(phrase.TopLabel, "/top")}}}}, nil
}

// weekPicture draws seven days from one on. It has no names in it, as a picture
// may be passed on.
func (t *talk) weekPicture(first time.Time, days [7]Tally) (*Image, error) {
	w := chart.Week{
		Title: t.words.Say(phrase.RecapWeek, phrase.Args{"From": t.dayAndMonth(first), "Until": t.dayAndMonth(first.AddDate(0, 0, 6))}),
		Right: t.words.Say(phrase.RecapRight, nil), Wrong: t.words.Say(phrase.RecapWrong, nil),
	}
	var all Tally
	for i, d := range days {
		w.Days[i] = chart.Bar{Name: t.dayName(first, i), Label: d.share(), Answers: d.Answers, Right: d.Right}
		all = all.plus(d)
	}
	w.Subtitle = t.weekTotal(all)
	png, err := w.PNG()
	if err != nil {
		return nil, err
	}
	return &Image{PNG: png, Alt: t.words.Say(phrase.RecapAlt, nil) + " " + t.weekDays(first, days)}, nil
}

// dayName is the short name of the day so many after a first one.
func (t *talk) dayName(first time.Time, days int) string {
	return t.shortDays()[(int(first.Weekday())+6+days)%7]
}

// redrawn are messages as they were said before, with the picture that isn't
// kept; without it once the next week has begun, as the words do.
func (t *talk) redrawn(ctx context.Context, all []Message) ([]Message, error) {
	all = slices.Clone(all)
	for i := range all {
		if all[i].Image == nil {
			continue
		}
		if err := t.readBoard(ctx); err != nil {
			return nil, err
		}
		all[i].Image = nil
		monday, err := time.Parse(time.DateOnly, t.board.Week.From)
		if err != nil || t.board.Week.From != spans()[0].starts(t.club.Recapped) {
			continue
		}
		days, _ := t.board.week(t.board.Week.From)
		if all[i].Image, err = t.weekPicture(monday, days); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// share is what part was right, in percents; "" where nobody answered.
func (t Tally) share() string {
	if t.Answers == 0 {
		return ""
	}
	return percent(float64(t.Right) / float64(t.Answers))
}

func (t *talk) weekTotal(all Tally) string {
	return t.words.Count(phrase.RecapTotal, all.Answers, phrase.Args{"Share": all.share()})
}

// weekDays says of each day on which somebody answered what part was right.
func (t *talk) weekDays(first time.Time, days [7]Tally) string {
	var all []string
	for i, d := range days {
		if d.Answers > 0 {
			all = append(all, t.dayName(first, i)+" "+d.share())
		}
	}
	return strings.Join(all, " · ")
}

// weekMissed are the cards that most missed, a line each.
func (t *talk) weekMissed() []Text {
	worst := slices.Clone(t.board.Missed)
	slices.SortStableFunc(worst, func(a, b MissedCard) int { return cmp.Compare(b.By, a.By) })
	var all []Text
	for _, m := range worst {
		card, ok := t.card(Turn{Deck: m.Deck, Card: m.Card})
		if ok && len(all) < shownMissed {
			all = append(all, t.count(phrase.MissedBy, m.By, phrase.Args{"Front": cut(card.Front, shortCard)}))
		}
	}
	return all
}

// weekTop are the best of the week.
func (t *talk) weekTop(best []placed) Text {
	var all []string
	for _, p := range best[:min(len(best), shownTop)] {
		all = append(all, t.boardName(p.learner)+" "+strconv.Itoa(p.points))
	}
	if len(all) == 0 {
		return ""
	}
	return t.say(phrase.RecapTop, phrase.Args{"All": strings.Join(all, " · ")})
}
