package bot

import (
	"context"
	"strings"
	"time"

	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/scheduler"
)

// anyWeek has no easy days.
func anyWeek() scheduler.Week { return scheduler.Week{1, 1, 1, 1, 1, 1, 1} }

// What an easy day takes, and a free one.
const (
	easyShare = 0.5
	freeShare = 0
)

// freeMark stands behind a day that is free: "zo=0".
const freeMark = "=0"

// week is the learner's.
func (p *Profile) week() scheduler.Week {
	if p.Week == nil {
		return anyWeek()
	}
	return *p.Week
}

// setEasy sets the days on which less is to come: "za zo=0", Saturday half and
// Sunday nothing. All other days are ordinary ones; one must be.
func (t *talk) setEasy(_ context.Context, value string) (bool, error) {
	if isOff(value) {
		t.profile.Week = nil
		return true, nil
	}
	week, ordinary := anyWeek(), 7
	for _, word := range strings.FieldsFunc(strings.ToLower(value), func(r rune) bool { return r == ' ' || r == ',' }) {
		name, free := strings.CutSuffix(word, freeMark)
		day, ok := t.weekday(name)
		if !ok {
			return false, nil
		}
		if week[day] == 1 {
			ordinary--
		}
		week[day] = easyShare
		if free {
			week[day] = freeShare
		}
	}
	if ordinary == 0 {
		return false, nil
	}
	t.profile.Week = &week
	return true, nil
}

// weekdays are the days' names, from Sunday on.
func weekdays(words phrase.Words) []string { return strings.Fields(words.Say(phrase.Weekdays, nil)) }

// weekday reads a day's name, or its first two letters at least, in any
// language.
func (t *talk) weekday(name string) (time.Weekday, bool) {
	if len(name) < 2 {
		return 0, false
	}
	for _, lang := range phrase.Langs() {
		for day, full := range weekdays(t.book.In(lang)) {
			if strings.HasPrefix(full, name) {
				return time.Weekday(day), true
			}
		}
	}
	return 0, false
}

// easyPage has a button a day, which makes it easy, then free, then ordinary
// again. A button says the whole week, so that pressing it twice does nothing
// twice.
func (t *talk) easyPage() (Text, [][]Button) {
	week := t.profile.week()
	ordinary := 0
	for _, share := range week {
		if share == 1 {
			ordinary++
		}
	}
	var days []Button
	for i := range 7 {
		day := (i + 1) % 7 // from Monday on
		next := week
		label := weekdays(t.words)[day][:2]
		switch {
		case week[day] == 1 && ordinary == 1: // the last one stays
		case week[day] == 1:
			next[day] = easyShare
		case week[day] == freeShare:
			next[day] = 1
			label += " –"
		default:
			next[day] = freeShare
			label += " ½"
		}
		days = append(days, Button{Label: label, Command: "/settings easy " + t.spell(next)})
	}
	return t.say(phrase.EasyPage, nil), [][]Button{days[:4], days[4:]}
}

// spell writes a week as setEasy reads it.
func (t *talk) spell(w scheduler.Week) string {
	var all []string
	for day, share := range w {
		name := weekdays(t.words)[day][:2]
		switch share {
		case 1:
		case freeShare:
			all = append(all, name+freeMark)
		default:
			all = append(all, name)
		}
	}
	if len(all) == 0 {
		return off
	}
	return strings.Join(all, " ")
}
