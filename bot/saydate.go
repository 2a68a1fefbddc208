package bot

import (
	"strconv"
	"strings"
	"time"

	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/scheduler"
)

// date is a day as we say it: "20 januari", with the year when it is far.
func (t *talk) date(day time.Time) string {
	s := t.dayAndMonth(day)
	if t.cal.Days(t.now, day) > 300 || day.Before(t.cal.StartOfDay(t.now, 0)) {
		s += " " + strconv.Itoa(day.Year())
	}
	return s
}

// dayAndMonth is "20 januari", of whatever year.
func (t *talk) dayAndMonth(day time.Time) string {
	months := strings.Fields(t.words.Say(phrase.Months, nil))
	return strconv.Itoa(day.Day()) + " " + months[day.Month()-1]
}

// dateOf is date of what is written as "2027-01-20".
func (t *talk) dateOf(date string) string {
	day, err := time.ParseInLocation(time.DateOnly, date, t.noon().Location())
	if err != nil {
		return date
	}
	return t.date(day.Add(12 * time.Hour))
}

// shortDays are the short names of the days of the week, from Monday on.
func (t *talk) shortDays() []string { return strings.Fields(t.words.Say(phrase.DayNames, nil)) }

// dayNames says days of the week, three or more in a row as "ma-vr".
func (t *talk) dayNames(days scheduler.Weekdays) string {
	names := t.shortDays()
	var parts []string
	for first := 0; first < 7; first++ {
		last := first
		for last < 7 && days.Has(time.Weekday((last+1)%7)) {
			last++
		}
		switch n := last - first; {
		case n >= 3:
			parts = append(parts, names[first]+"-"+names[last-1])
		case n > 0:
			parts = append(parts, names[first:last]...)
		}
		first = max(first, last-1)
	}
	return t.list(parts)
}
