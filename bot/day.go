package bot

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/overhoor/overhoor/bot/phrase"
)

// parseDate reads the date that words begin with, as people type it on the day
// today: 2027-01-20, 20-01-2027, 20/1, 20 januari, January 20, over 4 weken,
// morgen. It also returns the words behind it. A date without a year is the
// first that comes. month knows the names of months.
func parseDate(words []string, today time.Time, month func(string) (time.Month, bool)) (day time.Time, rest []string, ok bool) {
	if len(words) == 0 {
		return time.Time{}, nil, false
	}
	word := strings.ToLower(words[0])
	if word == "morgen" || word == "tomorrow" {
		return today.AddDate(0, 0, 1), words[1:], true
	}
	if (word == "over" || word == "in") && len(words) > 2 {
		day, ok := ahead(words[1], words[2], today)
		return day, words[3:], ok
	}
	if len(words) > 1 {
		if day, rest, ok := named(words, today, month); ok {
			return day, rest, true
		}
	}
	parts := strings.FieldsFunc(word, func(r rune) bool { return r == '-' || r == '/' || r == '.' })
	numbers, ok := numbers(parts)
	if !ok || len(numbers) < 2 || len(numbers) > 3 {
		return time.Time{}, nil, false
	}
	if len(parts[0]) == 4 {
		slices.Reverse(numbers)
	}
	year := 0
	if len(numbers) == 3 {
		if year = numbers[2]; year < 100 {
			year += 2000
		}
	}
	day, ok = onDay(numbers[0], time.Month(numbers[1]), year, today)
	return day, words[1:], ok
}

// ahead is so many days, weeks or months from today.
func ahead(count, unit string, today time.Time) (time.Time, bool) {
	n, err := strconv.Atoi(count)
	if err != nil || n < 0 || n > 10000 {
		return time.Time{}, false
	}
	switch unit = strings.ToLower(unit); {
	case strings.HasPrefix(unit, "da"):
		return today.AddDate(0, 0, n), true
	case strings.HasPrefix(unit, "we"):
		return today.AddDate(0, 0, 7*n), true
	case strings.HasPrefix(unit, "maand"), strings.HasPrefix(unit, "month"):
		return today.AddDate(0, n, 0), true
	}
	return time.Time{}, false
}

// named reads a date with the name of its month.
func named(words []string, today time.Time, month func(string) (time.Month, bool)) (time.Time, []string, bool) {
	number, name := words[0], words[1]
	m, ok := month(name)
	if !ok {
		number, name = words[1], words[0]
		if m, ok = month(name); !ok {
			return time.Time{}, nil, false
		}
	}
	d, err := strconv.Atoi(strings.TrimRight(number, ".,"))
	if err != nil {
		return time.Time{}, nil, false
	}
	rest, year := words[2:], 0
	if len(rest) > 0 {
		if y, err := strconv.Atoi(rest[0]); err == nil && y >= 2000 {
			rest, year = rest[1:], y
		}
	}
	day, ok := onDay(d, m, year, today)
	return day, rest, ok
}

// onDay is a date of the calendar; without a year (0) the first that comes.
func onDay(d int, m time.Month, year int, today time.Time) (time.Time, bool) {
	if year != 0 {
		day := time.Date(year, m, d, 12, 0, 0, 0, today.Location())
		return day, m >= time.January && m <= time.December && day.Day() == d
	}
	for year := today.Year(); year <= today.Year()+8; year++ { // 29 February
		if day, ok := onDay(d, m, year, today); ok && day.Format(time.DateOnly) >= today.Format(time.DateOnly) {
			return day, true
		}
	}
	return time.Time{}, false
}

func numbers(parts []string) (all []int, ok bool) {
	for _, p := range parts {
		n, err := strconv.Atoi(p)
		if err != nil || n < 1 || len(p) > 4 {
			return nil, false
		}
		all = append(all, n)
	}
	return all, true
}

// month finds a month by its name in any language, or its first three letters
// or more.
func (t *talk) month(name string) (time.Month, bool) {
	name = strings.TrimRight(strings.ToLower(name), ".,")
	for _, lang := range phrase.Langs() {
		for i, m := range strings.Fields(t.book.In(lang).Say(phrase.Months, nil)) {
			if len(name) >= 3 && strings.HasPrefix(strings.ToLower(m), name) {
				return time.Month(i + 1), true
			}
		}
	}
	return 0, false
}

// date is a day as we say it: "20 januari", with the year when it is far.
func (t *talk) date(day time.Time) string {
	months := strings.Fields(t.words.Say(phrase.Months, nil))
	s := strconv.Itoa(day.Day()) + " " + months[day.Month()-1]
	if t.cal.Days(t.now, day) > 300 || day.Before(t.cal.StartOfDay(t.now, 0)) {
		s += " " + strconv.Itoa(day.Year())
	}
	return s
}

// dateOf is date of what is written as "2027-01-20".
func (t *talk) dateOf(date string) string {
	day, err := time.ParseInLocation(time.DateOnly, date, t.noon().Location())
	if err != nil {
		return date
	}
	return t.date(day.Add(12 * time.Hour))
}
