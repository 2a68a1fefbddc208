package dates

import (
	"strings"
	"time"

	"github.com/overhoor/overhoor/scheduler"
)

// Clock reads a time of day: 8, 8:00, 08.30, 8u30, 8pm. It returns it as
// "08:00".
func Clock(s string) (string, bool) {
	s = strings.NewReplacer(".", ":", "u", ":", "h", ":").Replace(strings.ToLower(s))
	for _, layout := range []string{"15:04", "15", "3:04pm", "3pm"} {
		if at, err := time.Parse(layout, strings.TrimRight(s, ":")); err == nil {
			return at.Format("15:04"), true
		}
	}
	return "", false
}

// Weekdays reads days of the week: "ma", "ma-vr", "weekend".
func Weekdays(s string) (scheduler.Weekdays, bool) {
	switch s = strings.ToLower(s); s {
	case "werkdagen", "werkdag", "doordeweeks", "weekdays", "weekday", "workdays":
		return scheduler.WeekdaysOf(1, 2, 3, 4, 5), true
	case "weekend", "weekends", "weekeinde":
		return scheduler.WeekdaysOf(0, 6), true
	}
	from, until, isRange := strings.Cut(s, "-")
	first, ok := Weekday(from)
	if !ok {
		return 0, false
	}
	last := first
	if isRange {
		if last, ok = Weekday(until); !ok {
			return 0, false
		}
	}
	days := scheduler.WeekdaysOf(last)
	for d := first; d != last; d = (d + 1) % 7 {
		days |= scheduler.WeekdaysOf(d)
	}
	return days, true
}

// Weekday reads a day of the week by its name, or by the first letters of it:
// two or more in Dutch, three or more in English.
func Weekday(s string) (time.Weekday, bool) {
	s = strings.ToLower(s)
	for i, names := range [7][2]string{
		{"zondags", "sundays"}, {"maandags", "mondays"}, {"dinsdags", "tuesdays"}, {"woensdags", "wednesdays"},
		{"donderdags", "thursdays"}, {"vrijdags", "fridays"}, {"zaterdags", "saturdays"},
	} {
		if begins(s, 2, names[0]) || begins(s, 3, names[1]) {
			return time.Weekday(i), true
		}
	}
	return 0, false
}
