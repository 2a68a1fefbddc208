package bot

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/overhoor/overhoor/bot/phrase"
)

// roundSize, newPerDay and mostReviews are the learner's choice, else the
// program's.
func (t *talk) roundSize() int   { return cmp.Or(t.profile.Size, t.RoundSize) }
func (t *talk) newPerDay() int   { return max(0, cmp.Or(t.profile.New, t.NewPerDay)) }
func (t *talk) mostReviews() int { return cmp.Or(t.profile.Reviews, t.ReviewCap) }

func (t *talk) setLang(_ context.Context, value string) (bool, error) {
	lang, ok := t.book.Match(value)
	if ok {
		t.profile.Lang, t.words = lang, t.book.In(lang)
	}
	return ok, nil
}

func (t *talk) langPage() (Text, [][]Button) {
	var row []Button
	for _, lang := range phrase.Langs() {
		row = append(row, choice(t.book.In(lang).Say(phrase.LangName, nil), "/settings lang "+lang, lang == t.words.Lang))
	}
	return t.say(phrase.LangPage, nil), [][]Button{row}
}

// setZone moves the learner's days, and with them his push. A city is enough.
func (t *talk) setZone(ctx context.Context, name string) (bool, error) {
	zone, ok := loadZone(name)
	if !ok {
		return false, nil
	}
	t.profile.Zone, t.newProfile = zone.String(), true
	t.cal.Zone = zone
	return true, t.planDaily(ctx)
}

func loadZone(name string) (*time.Location, bool) {
	if name == "" || strings.EqualFold(name, "local") {
		return nil, false
	}
	for _, region := range []string{"", "Europe/", "America/", "Asia/", "Africa/", "Australia/"} {
		if zone, err := time.LoadLocation(region + strings.ReplaceAll(name, " ", "_")); err == nil {
			return zone, true
		}
	}
	return nil, false
}

func (t *talk) zonePage() (Text, [][]Button) {
	now := cmp.Or(t.profile.Zone, t.Zone)
	var row []Button
	for _, name := range []string{"Europe/Amsterdam", "America/Paramaribo", "America/Curacao"} {
		_, city, _ := strings.Cut(name, "/")
		row = append(row, choice(city, "/settings zone "+name, name == now))
	}
	return t.say(phrase.ZonePage, phrase.Args{"Zone": now}), [][]Button{row}
}

// dayPage is how much the learner is asked.
func (t *talk) dayPage() (Text, [][]Button) {
	text := t.say(phrase.DayPage, phrase.Args{
		"Round": strconv.Itoa(t.roundSize()), "New": strconv.Itoa(t.newPerDay()), "Reviews": strconv.Itoa(t.mostReviews()),
	})
	return text, [][]Button{
		t.numbers(phrase.RoundLabel, "round", t.roundSize(), 5, 10, 20),
		t.numbers(phrase.NewLabel, "new", t.newPerDay(), 0, 10, 20),
		t.numbers(phrase.ReviewsLabel, "reviews", t.mostReviews(), 50, 100, 200),
		{t.button(phrase.EasyLabel, "/settings easy")},
	}
}

func (t *talk) dailyPage() (Text, [][]Button) {
	is := t.dailyIs()[0]
	return is.Text, is.Buttons
}

// retention is the chance of recall that the learner aims at, in decks without
// a choice of their own.
func (t *talk) retention() float64 { return t.memory("").Retention() }

// mostRetentions is how many decks may have a wanted retention of their own.
const mostRetentions = 50

// setRetention sets the chance of recall to aim at, "90", or that of a deck,
// "crm 0,95"; a deck's goes with "crm off".
func (t *talk) setRetention(_ context.Context, value string) (bool, error) {
	words := strings.Fields(strings.ReplaceAll(value, "%", " "))
	if len(words) == 0 {
		return false, nil
	}
	last := words[len(words)-1]
	name := strings.Join(words[:len(words)-1], " ")
	r, ok := parseShare(last)
	if name == "" {
		if ok {
			t.profile.Retention = r
		}
		return ok, nil
	}
	deck, found := t.find(name)
	switch {
	case !found:
		return false, nil
	case ok:
		return t.profile.keep(deck.ID, r), nil
	case isOff(last):
		return t.profile.keep(deck.ID, 0), nil
	}
	return false, nil
}

// parseShare reads a wanted retention as people type it: 90, 0.9, 0,9.
func parseShare(s string) (float64, bool) {
	r, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
	if err != nil {
		return 0, false
	}
	if r > 1 {
		r /= 100
	}
	return r, r >= 0.70 && r <= 0.97
}

func isOff(s string) bool {
	return slices.Contains([]string{off, "uit", "geen", "none"}, strings.ToLower(s))
}

// percent is a share in whole percents: "90 %".
func percent(share float64) string {
	return strconv.Itoa(int(share*100+0.5)) + " %"
}

// memoryPage is how sure the learner wants to know, in general and of the
// decks he works on.
func (t *talk) memoryPage() (Text, [][]Button) {
	rows := [][]Button{retentions("", "/settings retention ", t.retention(), 80, 85, 90, 95)}
	for _, d := range t.begun() {
		if len(rows) == 4 {
			break
		}
		own, command := t.profile.Retentions[d.ID], "/settings retention "+d.ID+" "
		if len(command) > 60 {
			continue
		}
		row := retentions(cut(shortTitle(d), 12)+" ", command, own, 85, 90, 95)
		row = append(row, choice(t.words.Say(phrase.LikeTheRest, nil), command+off, own == 0))
		rows = append(rows, row)
	}
	return t.say(phrase.MemoryPage, phrase.Args{"Keep": percent(t.retention())}), rows
}

// retentions are buttons for a wanted retention; the first says of what.
func retentions(of, command string, now float64, percents ...int) []Button {
	var row []Button
	for _, n := range percents {
		share := float64(n) / 100
		row = append(row, choice(of+percent(share), command+strconv.Itoa(n), percent(share) == percent(now)))
		of = ""
	}
	return row
}
