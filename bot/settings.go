package bot

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/overhoor/overhoor/bot/phrase"
)

// settings shows what the learner can choose, or sets one thing:
// "/settings round 10".
func (t *talk) settings(ctx context.Context) ([]Message, error) {
	if t.arg(0) != "" {
		ok, err := t.set(ctx, t.arg(0), strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(t.event.Text), t.arg(0))))
		if err != nil {
			return nil, err
		}
		if !ok {
			return t.tell(phrase.SettingUnknown, nil, []Button{t.button(phrase.SettingsLabel, "/settings")}), nil
		}
	}
	return []Message{t.settingsMessage()}, nil
}

// set changes one setting; it tells whether it could be understood.
func (t *talk) set(ctx context.Context, what, value string) (bool, error) {
	n, err := strconv.Atoi(value)
	isNumber := err == nil
	switch what {
	case "lang":
		lang, ok := t.book.Match(value)
		if !ok {
			return false, nil
		}
		t.profile.Lang, t.words = lang, t.book.In(lang)
	case "round":
		if !isNumber || n < 1 || n > 50 {
			return false, nil
		}
		t.profile.Size = n
	case "new":
		if !isNumber || n < 0 || n > 100 {
			return false, nil
		}
		t.profile.New = n
		if n == 0 {
			t.profile.New = -1
		}
	case "minutes":
		if !isNumber || n < leastMinutes || n > mostMinutes {
			return false, nil
		}
		t.profile.Minutes = n
	case "zone":
		return t.setZone(ctx, value)
	default:
		return false, nil
	}
	t.newProfile = true
	return true, nil
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

func (t *talk) settingsMessage() Message {
	daily := t.profile.Daily
	if daily == "" {
		daily = t.words.Say(phrase.Off, nil)
	}
	m := Message{Edit: t.event.Pressed, Text: t.say(phrase.Settings, phrase.Args{
		"Lang":  t.words.Say(phrase.LangName, nil),
		"Zone":  cmp.Or(t.profile.Zone, t.Zone),
		"Round": strconv.Itoa(cmp.Or(t.profile.Size, t.RoundSize)),
		"New":   strconv.Itoa(max(0, cmp.Or(t.profile.New, t.NewPerDay))),
		"Daily": daily,
	})}
	var langs []Button
	for _, lang := range phrase.Langs() {
		langs = append(langs, Button{Label: t.book.In(lang).Say(phrase.LangName, nil), Command: "/settings lang " + lang})
	}
	m.Buttons = [][]Button{
		langs,
		t.numbers(phrase.RoundLabel, "round", 5, 10, 20),
		t.numbers(phrase.NewLabel, "new", 0, 10, 20),
		zones("Europe/Amsterdam", "America/Paramaribo", "America/Curacao"),
		{{Label: t.words.Say(phrase.EveryDayLabel, phrase.Args{"Time": t.Daily}), Command: "/daily " + t.Daily}, t.button(phrase.DailyOffLabel, "/daily off")},
	}
	return m
}

func (t *talk) numbers(label phrase.ID, what string, choices ...int) []Button {
	var row []Button
	for _, n := range choices {
		row = append(row, Button{
			Label:   t.words.Count(label, n, nil),
			Command: fmt.Sprintf("/settings %s %d", what, n),
		})
	}
	return row
}

func zones(names ...string) []Button {
	var row []Button
	for _, name := range names {
		_, city, _ := strings.Cut(name, "/")
		row = append(row, Button{Label: city, Command: "/settings zone " + name})
	}
	return row
}
