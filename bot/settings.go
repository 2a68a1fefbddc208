package bot

import (
	"cmp"
	"context"
	"strconv"
	"strings"

	"github.com/overhoor/overhoor/bot/phrase"
)

// page is one screen of the settings: what holds now, and what can be chosen
// with a tap, in at most four rows.
type page struct {
	name  string    // "/settings name" shows it
	label phrase.ID // of the button in the menu; "" for a page below another
	build func(*talk) (Text, [][]Button)
}

// pages are all screens, in the order of the menu.
func pages() []page {
	return []page{
		{"lang", phrase.LangLabel, (*talk).langPage},
		{"zone", phrase.ZoneLabel, (*talk).zonePage},
		{"day", phrase.PerDayLabel, (*talk).dayPage},
		{"memory", phrase.MemoryLabel, (*talk).memoryPage},
		{"daily", phrase.DailyLabel, (*talk).dailyPage},
		{"groups", phrase.GroupsLabel, (*talk).groupsPage},
		{"easy", "", (*talk).easyPage},
	}
}

// setting is one thing that can be typed: "/settings round 10".
type setting struct {
	name string
	page string // where it is shown
	set  func(t *talk, ctx context.Context, value string) (understood bool, err error)
}

// allSettings is all that can be typed behind /settings.
func allSettings() []setting {
	return []setting{
		{"lang", "lang", (*talk).setLang},
		{"zone", "zone", (*talk).setZone},
		{"round", "day", number(1, 50, func(p *Profile, n int) { p.Size = n })},
		{"new", "day", number(0, 100, func(p *Profile, n int) { p.New = orNone(n) })},
		{"reviews", "day", number(1, 1000, func(p *Profile, n int) { p.Reviews = n })},
		{"minutes", "day", number(leastMinutes, mostMinutes, func(p *Profile, n int) { p.Minutes = n })},
		{"retention", "memory", (*talk).setRetention},
		{"groups", "groups", (*talk).setGroups},
		{"easy", "easy", (*talk).setEasy},
	}
}

// number is a setting that is a whole number.
func number(least, most int, keep func(p *Profile, n int)) func(*talk, context.Context, string) (bool, error) {
	return func(t *talk, _ context.Context, value string) (bool, error) {
		n, err := strconv.Atoi(value)
		if err != nil || n < least || n > most {
			return false, nil
		}
		keep(&t.profile, n)
		return true, nil
	}
}

// orNone tells none from what was never chosen.
func orNone(n int) int { return cmp.Or(n, -1) }

// screens are the settings of one kind: a learner's, or those of a group.
type screens struct {
	pages    []page
	settings []setting
	menu     func(*talk) Text // what holds now
	changed  func(*talk)      // has it written
}

// ownScreens is what a learner chooses for himself.
func ownScreens() screens {
	return screens{pages(), allSettings(), (*talk).ownMenu, func(t *talk) { t.newProfile = true }}
}

func (t *talk) settings(ctx context.Context) ([]Message, error) { return t.adjust(ctx, ownScreens()) }

// adjust shows what can be chosen, or sets one thing.
func (t *talk) adjust(ctx context.Context, all screens) ([]Message, error) {
	name, value, _ := strings.Cut(strings.TrimSpace(t.event.Text), " ")
	show := name
	for _, s := range all.settings {
		if s.name != name {
			continue
		}
		show = s.page
		if value = strings.TrimSpace(value); value == "" {
			break
		}
		ok, err := s.set(t, ctx, value)
		if err != nil {
			return nil, err
		}
		if !ok {
			return t.unsettable(), nil
		}
		all.changed(t)
	}
	for _, p := range all.pages {
		if p.name == show {
			return []Message{t.page(p)}, nil
		}
	}
	if name != "" {
		return t.unsettable(), nil
	}
	return []Message{t.settingsMenu(all)}, nil
}

// unsettable says that nothing was set.
func (t *talk) unsettable() []Message {
	return t.tell(phrase.SettingUnknown, nil, []Button{t.button(phrase.SettingsLabel, "/settings")})
}

// page draws a screen; the last row leads back to the menu.
func (t *talk) page(p page) Message {
	text, rows := p.build(t)
	return Message{
		Edit: t.event.Pressed, Private: t.event.Place.Group, Text: text,
		Buttons: append(rows, []Button{t.button(phrase.BackLabel, "/settings")}),
	}
}

// ownMenu tells what the learner chose.
func (t *talk) ownMenu() Text {
	daily := t.words.Say(phrase.Off, nil)
	if len(t.profile.Push.Hours) > 0 {
		daily = t.describe(t.profile.Push.Hours)
	}
	return t.say(phrase.Settings, phrase.Args{
		"Lang":    t.words.Say(phrase.LangName, nil),
		"Zone":    cmp.Or(t.profile.Zone, t.Zone),
		"Round":   strconv.Itoa(t.roundSize()),
		"New":     strconv.Itoa(t.newPerDay()),
		"Reviews": strconv.Itoa(t.mostReviews()),
		"Keep":    percent(t.retention()),
		"Daily":   daily,
	})
}

// settingsMenu tells what holds now and leads to the screens.
func (t *talk) settingsMenu(all screens) Message {
	m := Message{Edit: t.event.Pressed, Private: t.event.Place.Group, Text: all.menu(t)}
	for _, p := range all.pages {
		if p.label == "" {
			continue
		}
		if n := len(m.Buttons); n == 0 || len(m.Buttons[n-1]) == 2 {
			m.Buttons = append(m.Buttons, nil)
		}
		last := len(m.Buttons) - 1
		m.Buttons[last] = append(m.Buttons[last], t.button(p.label, "/settings "+p.name))
	}
	return m
}

// choice is a button for a value; that which holds now is ticked.
func choice(label, command string, holds bool) Button {
	if holds {
		label += " ✓"
	}
	return Button{Label: label, Command: command}
}

// numbers are buttons for a setting that is a whole number.
func (t *talk) numbers(label phrase.ID, what string, now int, choices ...int) []Button {
	var row []Button
	for _, n := range choices {
		row = append(row, choice(t.words.Count(label, n, nil), "/settings "+what+" "+strconv.Itoa(n), n == now))
	}
	return row
}
