package bot

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/scheduler"
)

// longestPause is how many days a pause lasts at most.
const longestPause = 366

// paused tells whether the learner wanted no push today.
func (t *talk) paused() bool { return t.profile.Push.Pause.Holds(t.cal.Date(t.now)) }

// pause keeps pushes away until a date: "/daily pause 2 weeks".
func (t *talk) pause(ctx context.Context, typed string) ([]Message, error) {
	today := t.cal.Date(t.now)
	until, ok := parseUntil(typed, today)
	if !ok || until <= today || until > scheduler.AddDays(today, longestPause) {
		return t.tell(phrase.PauseUnclear, nil, []Button{
			t.button(phrase.PauseWeekLabel, "/daily pause 1 week"), t.button(phrase.PauseTwoWeeksLabel, "/daily pause 2 weeks"),
		}), nil
	}
	p := &t.profile.Push
	if !p.Pause.Holds(today) {
		p.Pause.From = today
	}
	p.Pause.Until, p.Snoozed = until, time.Time{}
	return t.tell(phrase.PauseSet, phrase.Args{"Date": t.dateOf(until)},
		[]Button{t.button(phrase.ResumeLabel, "/daily resume")}), t.planDaily(ctx)
}

// parseUntil reads a date as people type it, or how long from today:
// "2027-01-04", "4 januari", "4-1", "2 weken", "maandag", "morgen".
func parseUntil(s, today string) (date string, ok bool) {
	words := strings.Fields(strings.ToLower(strings.NewReplacer(",", " ", "/", "-", ".", " ").Replace(s)))
	for len(words) > 0 && (words[0] == "tot" || words[0] == "until" || words[0] == "till" || words[0] == "for") {
		words = words[1:]
	}
	switch len(words) {
	case 1:
		return parseDateWord(words[0], today)
	case 2:
		if date, ok := parseSpan(words[0], words[1], today); ok {
			return date, true
		}
		return parseDayMonth(words[0], words[1], today)
	case 3:
		date, ok := parseDayMonth(words[0], words[1], today)
		if !ok || len(words[2]) != 4 {
			return "", false
		}
		return parseDateWord(words[2]+date[4:], today)
	}
	return "", false
}

// parseDateWord reads a date of one word.
func parseDateWord(s, today string) (string, bool) {
	if _, err := time.Parse(time.DateOnly, s); err == nil {
		return s, true
	}
	if s == "morgen" || s == "tomorrow" {
		return scheduler.AddDays(today, 1), true
	}
	if at, err := time.Parse("2-1-2006", s); err == nil {
		return at.Format(time.DateOnly), true
	}
	if day, month, ok := strings.Cut(s, "-"); ok {
		return comingDate(day, month, today)
	}
	weekday, ok := parseDay(s)
	if !ok {
		return "", false
	}
	date := scheduler.AddDays(today, 1)
	for !scheduler.WeekdaysOf(weekday).On(date) {
		date = scheduler.AddDays(date, 1)
	}
	return date, true
}

// parseSpan reads how long from today.
func parseSpan(number, unit, today string) (string, bool) {
	n, err := strconv.Atoi(number)
	switch {
	case number == "een" || number == "één" || number == "a" || number == "one":
		n = 1
	case err != nil || n < 1 || n > longestPause:
		return "", false
	}
	switch unit {
	case "dag", "dagen", "day", "days":
		return scheduler.AddDays(today, n), true
	case "week", "weken", "weeks":
		return scheduler.AddDays(today, 7*n), true
	case "maand", "maanden", "month", "months":
		return scheduler.AddDays(today, 30*n), true
	}
	return "", false
}

// parseDayMonth reads "4 januari" or "jan 4".
func parseDayMonth(a, b, today string) (string, bool) {
	if month, ok := parseMonth(b); ok {
		return comingDate(a, month, today)
	}
	if month, ok := parseMonth(a); ok {
		return comingDate(b, month, today)
	}
	return "", false
}

// parseMonth reads the name of a month by its first three letters, as in Dutch
// or in English.
func parseMonth(s string) (string, bool) {
	if len(s) < 3 {
		return "", false
	}
	for i, starts := range []string{"jan", "feb", "maa mrt mar", "apr", "mei may", "jun", "jul", "aug", "sep", "okt oct", "nov", "dec"} {
		for start := range strings.FieldsSeq(starts) {
			if strings.HasPrefix(s, start) {
				return strconv.Itoa(i + 1), true
			}
		}
	}
	return "", false
}

// comingDate is the first date after today of that day and month.
func comingDate(day, month, today string) (string, bool) {
	year, _ := strconv.Atoi(today[:4])
	for y := year; y <= year+1; y++ {
		at, err := time.Parse("2-1-2006", day+"-"+month+"-"+strconv.Itoa(y))
		if err != nil {
			continue
		}
		if date := at.Format(time.DateOnly); date > today {
			return date, true
		}
	}
	return "", false
}

// quiet sets the hours in which nothing comes unasked: "/daily quiet
// 22:00-07:00".
func (t *talk) quiet(ctx context.Context, typed string) ([]Message, error) {
	if word := strings.ToLower(strings.TrimSpace(typed)); word == off || word == "uit" {
		t.profile.Push.Quiet = Quiet{From: "00:00", Until: "00:00"}
		return t.tell(phrase.QuietOff, nil), t.planDaily(ctx)
	}
	var clocks []string
	for _, word := range strings.FieldsFunc(typed, func(r rune) bool { return r == ' ' || r == '-' || r == '–' }) {
		if clock, ok := parseClock(word); ok {
			clocks = append(clocks, clock)
		}
	}
	if len(clocks) != 2 || clocks[0] == clocks[1] {
		return t.tell(phrase.QuietUnclear, nil), nil
	}
	t.profile.Push.Quiet = Quiet{From: clocks[0], Until: clocks[1]}
	return t.tell(phrase.QuietSet, phrase.Args{"From": clocks[0], "Until": clocks[1]}), t.planDaily(ctx)
}
