// Package dates reads dates, days of the week and times of day as people type
// them, in Dutch and in English. It is pure: today is an argument.
package dates

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// Read reads the date that words begin with, as typed on the day today:
// 2027-01-20, 20-01-2027, 20/1, 20 januari, January 20, over 4 weken, 10 days,
// vrijdag, morgen; a word like "tot" or "on" may stand before it. It also
// returns the words behind it. A date without a year is the first that comes,
// today with it, and a day of the week the first after today. The day has the
// time of day and the zone of today.
func Read(words []string, today time.Time) (day time.Time, rest []string, ok bool) {
	for len(words) > 0 && slices.Contains([]string{"op", "on", "tot", "until", "till", "voor", "for", "over", "in"}, plain(words[0])) {
		words = words[1:]
	}
	if len(words) == 0 {
		return time.Time{}, nil, false
	}
	if len(words) > 1 {
		if day, ok := span(plain(words[0]), plain(words[1]), today); ok {
			return day, words[2:], true
		}
		if day, rest, ok := named(words, today); ok {
			return day, rest, true
		}
	}
	day, ok = one(plain(words[0]), today)
	return day, words[1:], ok
}

func plain(word string) string { return strings.TrimRight(strings.ToLower(word), ".,") }

// one reads a date of one word.
func one(word string, today time.Time) (time.Time, bool) {
	if word == "morgen" || word == "tomorrow" {
		return today.AddDate(0, 0, 1), true
	}
	if d, ok := Weekday(word); ok {
		return today.AddDate(0, 0, 1+int(d-today.Weekday()+6)%7), true
	}
	parts := strings.FieldsFunc(word, func(r rune) bool { return r == '-' || r == '/' || r == '.' })
	numbers, ok := numbers(parts)
	if !ok || len(numbers) < 2 || len(numbers) > 3 {
		return time.Time{}, false
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
	return onDay(numbers[0], time.Month(numbers[1]), year, today)
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

// span is so many days, weeks or months from today.
func span(count, unit string, today time.Time) (time.Time, bool) {
	n, err := strconv.Atoi(count)
	if slices.Contains([]string{"een", "één", "a", "one"}, count) {
		n, err = 1, nil
	}
	if err != nil || n < 1 || n > 10000 {
		return time.Time{}, false
	}
	switch unit {
	case "dag", "dagen", "day", "days":
		return today.AddDate(0, 0, n), true
	case "week", "weken", "weeks":
		return today.AddDate(0, 0, 7*n), true
	case "maand", "maanden", "month", "months":
		return today.AddDate(0, n, 0), true
	}
	return time.Time{}, false
}

// named reads a date with the name of its month.
func named(words []string, today time.Time) (time.Time, []string, bool) {
	number, name := plain(words[0]), plain(words[1])
	m, ok := month(name)
	if !ok {
		number, name = name, number
		if m, ok = month(name); !ok {
			return time.Time{}, nil, false
		}
	}
	d, err := strconv.Atoi(number)
	if err != nil {
		return time.Time{}, nil, false
	}
	rest, year := words[2:], 0
	if len(rest) > 0 {
		if y, err := strconv.Atoi(rest[0]); err == nil && y >= 2000 && y <= 9999 {
			rest, year = rest[1:], y
		}
	}
	day, ok := onDay(d, m, year, today)
	return day, rest, ok
}

// onDay is a date of the calendar; without a year (0) the first that comes.
func onDay(d int, m time.Month, year int, today time.Time) (time.Time, bool) {
	if year != 0 {
		day := time.Date(year, m, d, today.Hour(), today.Minute(), 0, 0, today.Location())
		return day, m >= time.January && m <= time.December && day.Day() == d
	}
	for year := today.Year(); year <= today.Year()+8; year++ { // 29 February
		if day, ok := onDay(d, m, year, today); ok && day.Format(time.DateOnly) >= today.Format(time.DateOnly) {
			return day, true
		}
	}
	return time.Time{}, false
}

// month finds a month by its name, or the first three letters or more of it.
func month(name string) (time.Month, bool) {
	for i, names := range [12]string{
		"januari january", "februari february", "maart march mrt", "april", "mei may", "juni june", "juli july",
		"augustus august", "september", "oktober october", "november", "december",
	} {
		if begins(name, 3, names) {
			return time.Month(i + 1), true
		}
	}
	return 0, false
}

// begins tells whether s is the beginning of one of the names, and at least
// so long.
func begins(s string, least int, names string) bool {
	for name := range strings.FieldsSeq(names) {
		if len(s) >= least && strings.HasPrefix(name, s) {
			return true
		}
	}
	return false
}
