package bot

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/overhoor/overhoor/bot/dates"
	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/scheduler"
)

// anyWeek has no easy days.
func anyWeek() scheduler.Week { return scheduler.Week{1, 1, 1, 1, 1, 1, 1} }

// What an easy day takes, and a free one.
const (
	easyShare = 0.5
	freeShare = 0.0
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
	week := anyWeek()
	for _, word := range strings.FieldsFunc(strings.ToLower(value), func(r rune) bool { return r == ' ' || r == ',' }) {
		name, free := strings.CutSuffix(word, freeMark)
		days, ok := dates.Weekdays(name)
		if !ok {
			return false, nil
		}
		share := easyShare
		if free {
			share = freeShare
		}
		for day := range week {
			if days.Has(time.Weekday(day)) {
				week[day] = share
			}
		}
	}
	if !slices.Contains(week[:], 1) {
		return false, nil
	}
	t.profile.Week = &week
	return true, nil
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
		label := t.shortDays()[i]
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
	for i, name := range t.shortDays() {
		name = strings.ToLower(name)
		switch w[(i+1)%7] {
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
