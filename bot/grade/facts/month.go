package facts

import "github.com/overhoor/overhoor/bot/grade/words"

var months = map[string]int{
	"januari": 1, "january": 1, "jan": 1, "janvier": 1, "januar": 1, "februari": 2, "february": 2, "feb": 2, "fevrier": 2, "februar": 2,
	"maart": 3, "march": 3, "mrt": 3, "mars": 3, "marz": 3, "april": 4, "apr": 4, "avril": 4, "mei": 5, "may": 5, "mai": 5,
	"juni": 6, "june": 6, "jun": 6, "juin": 6, "juli": 7, "july": 7, "jul": 7, "juillet": 7, "augustus": 8, "august": 8, "aug": 8, "aout": 8,
	"september": 9, "sep": 9, "sept": 9, "septembre": 9, "oktober": 10, "october": 10, "okt": 10, "oct": 10, "octobre": 10,
	"november": 11, "nov": 11, "novembre": 11, "december": 12, "dec": 12, "decembre": 12, "dezember": 12,
}

// namedDate reads 5 mei 1945, mei 1945, vijf mei '45, May 5th, 1945.
func (r *reader) namedDate(i int) (Fact, int, bool) {
	d, at := r.small(i, 31), i
	if d == 0 {
		d = r.dayInWords(i)
	}
	if d > 0 {
		at++
		if r.fold(at) == "of" {
			at++
		}
	}
	m := months[r.fold(at)]
	if m == 0 && d > 0 && r.small(at+1, 2999) >= 1000 {
		m = r.misspeltMonth(at)
	}
	if m == 0 {
		return Fact{}, 0, false
	}
	at++
	if d == 0 {
		if d = r.small(at, 31); d > 0 {
			at++
		}
	}
	if y, next := r.yearOf(at); y >= 1000 {
		return day(y, m, d), next, true
	}
	if d == 0 {
		return Fact{}, 0, false // "may", "mars", or a month without a year
	}
	return day(0, m, d), at, true
}

// dayInWords reads vier before oktober; 0 without a month behind it. "One may"
// is no day.
func (r *reader) dayInWords(i int) int {
	at := i + 1
	if r.fold(at) == "of" {
		at++
	}
	if months[r.fold(at)] == 0 || r.tokens[i].Kind != words.Word || r.tokens[at].Gap != words.Space {
		return 0
	}
	if _, number := words.Cardinal(r.tokens[at].Text, r.lang); number { // sept
		return 0
	}
	if w := r.tokens[at].Raw; w == "may" || w == "march" || w == "mars" {
		return 0
	}
	n, ok := words.Cardinal(r.tokens[i].Text, r.lang)
	if !ok {
		n, _ = words.Ordinal(r.tokens[i].Text, r.lang)
	}
	if n > 31 {
		return 0
	}
	return n
}

// misspeltMonth is the one month that a word between a day and a year may be
// with a slip, 0 for none.
func (r *reader) misspeltMonth(i int) int {
	if r.tokens[i].Kind != words.Word || len(r.tokens[i].Fold) < 4 {
		return 0
	}
	var book words.Book
	found := 0
	for name, m := range months {
		if _, ok := book.Typo(r.tokens[i].Fold, name, r.lang); !ok || m == found {
			continue
		}
		if found > 0 {
			return 0
		}
		found = m
	}
	return found
}

// yearOf reads the year of a day, in digits, '45, or words, and tells where it
// ends; 0 for none.
func (r *reader) yearOf(i int) (year, next int) {
	if y := r.small(i, 2999); y >= 1000 {
		return y, i + 1
	}
	if i >= len(r.tokens) || r.tokens[i].Gap >= words.Sentence {
		return 0, i
	}
	for _, read := range [...]func(int) (Fact, int, bool){r.shortYear, r.spelledYear, r.plainYear} {
		if f, next, ok := read(i); ok {
			return int(f.Low / daysAYear), next
		}
	}
	return 0, i
}
