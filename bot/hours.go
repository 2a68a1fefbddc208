package bot

import (
	"cmp"
	"slices"
	"strings"

	"github.com/overhoor/overhoor/bot/dates"
	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/scheduler"
)

// mostHours is how many times a day cards may come.
const mostHours = 6

// Hour is a time of day at which a learner wants his cards.
type Hour struct {
	Clock  string             `json:"at"`             // "08:00" in his zone
	Days   scheduler.Weekdays `json:"on,omitempty"`   // 0 is every day
	Decks  []string           `json:"of,omitempty"`   // none is all that he began
	Served string             `json:"done,omitempty"` // the last date on which they came, or had their chance
}

// same tells whether two hours bring the same cards at the same times.
func (h Hour) same(o Hour) bool {
	return h.Clock == o.Clock && h.Days == o.Days && slices.Equal(h.Decks, o.Decks)
}

// wish is hours as they are being read: times, and what holds for all of them.
type wish struct {
	clocks []string
	days   scheduler.Weekdays
	decks  []string
}

func (w wish) qualified() bool { return w.days != 0 || len(w.decks) > 0 }
func (w wish) whole() bool     { return w.qualified() && len(w.clocks) > 0 }

// hours are the wish as hours; without a time it is for those given.
func (w wish) hours(given []Hour) []Hour {
	var all []Hour
	for _, c := range w.clocks {
		all = append(all, Hour{Clock: c, Days: w.days, Decks: w.decks})
	}
	if len(w.clocks) > 0 {
		return all
	}
	for _, h := range given {
		h.Days = w.days
		if len(w.decks) > 0 {
			h.Decks = w.decks
		}
		all = append(all, h)
	}
	return all
}

// parseHours reads hours as people type them: "08:00", "08:00 19:30",
// "08:00 ma-vr, weekend 10:00", "19:00 crm". Days and decks hold for the times
// they stand behind, or before where no time stands there; without any time,
// for the hours given. bad is what was not understood.
func parseHours(words []string, deck func(string) (string, bool), given []Hour) (all []Hour, bad string) {
	var wishes []wish
	var w wish
	clockFirst := true
	next := func() { wishes, w = append(wishes, w), wish{} }
	for i := 0; i < len(words); i++ {
		word := words[i]
		if word == comma {
			if w.whole() && hasClock(words[i+1:]) {
				next()
			}
			continue
		}
		clock, isClock := dates.Clock(word)
		if !w.qualified() && len(w.clocks) == 0 {
			clockFirst = isClock
		} else if isClock == clockFirst && w.whole() {
			next()
		}
		if isClock {
			w.clocks = append(w.clocks, clock)
		} else if days, ok := dates.Weekdays(word); ok {
			w.days |= days
		} else if id, n := longestDeck(words[i:], deck); n > 0 {
			w.decks = append(w.decks, id)
			i += n - 1
		} else {
			return nil, word
		}
	}
	if last := len(wishes) - 1; last >= 0 && len(w.clocks) == 0 {
		wishes[last].days |= w.days
		wishes[last].decks = append(wishes[last].decks, w.decks...)
	} else {
		next()
	}
	for _, w := range wishes {
		all = append(all, w.hours(given)...)
	}
	return tidyHours(all), ""
}

// hasClock tells whether there is a time before the next comma.
func hasClock(words []string) bool {
	for _, word := range words {
		if _, ok := dates.Clock(word); ok || word == comma {
			return ok
		}
	}
	return false
}

// tidyHours puts hours in order and drops those that are there twice.
func tidyHours(all []Hour) []Hour {
	slices.SortStableFunc(all, func(a, b Hour) int { return cmp.Compare(a.Clock, b.Clock) })
	return slices.CompactFunc(all, Hour.same)
}

// longestDeck finds the deck that the first words name, and how many words.
func longestDeck(words []string, deck func(string) (string, bool)) (id string, n int) {
	for n := min(len(words), 8); n > 0; n-- {
		if id, ok := deck(strings.Join(words[:n], " ")); ok {
			return id, n
		}
	}
	return "", 0
}

// comma is the word that commas become.
const comma = ","

// wishWords cuts what was typed into words, without those that only make it a
// sentence.
func wishWords(s string) []string {
	words := strings.Fields(strings.NewReplacer(",", " , ", ";", " , ", "–", "-").Replace(s))
	return slices.DeleteFunc(words, func(w string) bool {
		switch strings.ToLower(w) {
		case "en", "and", "om", "at", "op", "on", "elke", "every", "dag", "day", "dagelijks", "daily", "voor", "for", "+":
			return true
		}
		return false
	})
}

// describe says hours in words: "elke dag om 08:00 en 19:30".
func (t *talk) describe(hours []Hour) string {
	var parts []string
	for i, h := range hours {
		alike := func(o Hour) bool { return o.Days == h.Days && slices.Equal(o.Decks, h.Decks) }
		if slices.IndexFunc(hours, alike) < i {
			continue
		}
		var clocks []string
		for _, o := range hours {
			if alike(o) {
				clocks = append(clocks, o.Clock)
			}
		}
		part := t.words.Say(phrase.HoursDaily, phrase.Args{"Times": t.list(clocks)})
		if h.Days != 0 {
			part = t.words.Say(phrase.HoursOn, phrase.Args{"Days": t.dayNames(h.Days), "Times": t.list(clocks)})
		}
		if len(h.Decks) > 0 {
			part = t.words.Say(phrase.HoursOf, phrase.Args{"Hours": part, "Decks": t.list(t.titles(h.Decks))})
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, ", ")
}

// list joins names: "a, b en c".
func (t *talk) list(all []string) string {
	if len(all) < 2 {
		return strings.Join(all, "")
	}
	last := len(all) - 1
	return t.words.Say(phrase.And, phrase.Args{"First": strings.Join(all[:last], ", "), "Last": all[last]})
}

func (t *talk) titles(ids []string) []string {
	var titles []string
	for _, id := range ids {
		if d, ok := t.Library.Deck(id); ok {
			id = shortTitle(d)
		}
		titles = append(titles, id)
	}
	return titles
}
