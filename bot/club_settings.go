package bot

import (
	"context"
	"slices"
	"strings"

	"github.com/overhoor/overhoor/bot/phrase"
)

// clubScreens is what the admins of a group choose.
func clubScreens() screens {
	return screens{
		pages: []page{
			{"lang", phrase.LangLabel, (*talk).clubLangPage},
			{"decks", phrase.DecksLabel, (*talk).decksPage},
			{"modes", phrase.ModesLabel, (*talk).modesPage},
			{"start", phrase.StartLabel, (*talk).startPage},
			{"extra", phrase.ExtraLabel, (*talk).extraPage},
		},
		settings: []setting{
			{"lang", "lang", (*talk).setClubLang},
			{"decks", "decks", (*talk).setClubDecks},
			{"modes", "modes", (*talk).setClubModes},
			{"start", "start", (*talk).setClubStart},
			{"hours", "start", (*talk).setClubHours},
			{"threads", "extra", (*talk).setClubThreads},
			{"recap", "extra", (*talk).setClubRecap},
		},
		menu:    (*talk).clubMenu,
		changed: func(t *talk) { t.newClub = true },
	}
}

func (t *talk) clubSettings(ctx context.Context) ([]Message, error) {
	return t.adjust(ctx, clubScreens())
}

// clubMenu tells what holds in the group.
func (t *talk) clubMenu() Text {
	r := t.club.Rules
	return t.say(phrase.ClubSettings, phrase.Args{
		"Lang": t.clubLang(), "Decks": t.deckNames(), "Modes": t.modeNames(),
		"Who": t.words.Say(t.starters(), nil), "Hours": t.openHours(),
		"Threads": t.onOff(r.Threads), "Recap": t.onOff(t.club.recaps()),
	})
}

func (t *talk) onOff(on bool) string {
	if on {
		return t.words.Say(phrase.On, nil)
	}
	return t.words.Say(phrase.Off, nil)
}

func (t *talk) clubLang() string {
	if t.club.Rules.Lang == "" {
		return t.words.Say(phrase.AnyLang, nil)
	}
	return t.words.Say(phrase.LangName, nil)
}

func (t *talk) setClubLang(_ context.Context, value string) (bool, error) {
	if value == "any" {
		t.club.Rules.Lang = ""
		return true, nil
	}
	lang, ok := t.book.Match(value)
	if ok {
		t.club.Rules.Lang, t.club.Lang, t.words = lang, lang, t.book.In(lang)
	}
	return ok, nil
}

// clubLangPage also lets each be answered in his own language.
func (t *talk) clubLangPage() (Text, [][]Button) {
	chosen := t.club.Rules.Lang
	row := []Button{choice(t.words.Say(phrase.AnyLang, nil), "/settings lang any", chosen == "")}
	for _, lang := range phrase.Langs() {
		row = append(row, choice(t.book.In(lang).Say(phrase.LangName, nil), "/settings lang "+lang, lang == chosen))
	}
	return t.say(phrase.LangPage, nil), [][]Button{row}
}

// every is what is typed for a choice of all.
var every = []string{"all", "alle", "alles"}

// setClubDecks chooses all decks, or one more, or one no longer.
func (t *talk) setClubDecks(_ context.Context, value string) (bool, error) {
	if slices.Contains(every, strings.ToLower(value)) {
		t.club.Rules.Decks = nil
		return true, nil
	}
	d, ok := t.find(value)
	if ok {
		t.club.Rules.Decks = toggled(t.club.Rules.Decks, d.ID)
	}
	return ok, nil
}

// decksPage lets an admin choose decks, three to a row.
func (t *talk) decksPage() (Text, [][]Button) {
	r := t.club.Rules
	all := []Button{choice(t.words.Say(phrase.TopAllLabel, nil), "/settings decks all", len(r.Decks) == 0)}
	for _, d := range t.Library.Decks() {
		if command := "/settings decks " + d.ID; len(command) <= 64 {
			all = append(all, choice(cut(shortTitle(d), 20), command, slices.Contains(r.Decks, d.ID)))
		}
	}
	return t.say(phrase.DecksPage, phrase.Args{"Decks": t.deckNames()}), inRows(all, 3)
}

// setClubModes chooses all modes, or one more, or one no longer.
func (t *talk) setClubModes(_ context.Context, value string) (bool, error) {
	value = strings.ToLower(value)
	if slices.Contains(every, value) {
		t.club.Rules.Modes = nil
		return true, nil
	}
	m, ok := modeNamed(value)
	if ok {
		t.club.Rules.Modes = toggled(t.club.Rules.Modes, m.names[0])
	}
	return ok, nil
}

func (t *talk) modesPage() (Text, [][]Button) {
	r := t.club.Rules
	all := []Button{choice(t.words.Say(phrase.TopAllLabel, nil), "/settings modes all", len(r.Modes) == 0)}
	for _, m := range modes() {
		all = append(all, choice(t.modeName(m), "/settings modes "+m.names[0], slices.Contains(r.Modes, m.names[0])))
	}
	return t.say(phrase.ModesPage, phrase.Args{"Modes": t.modeNames()}), inRows(all, 3)
}

// pageRows is how many rows of buttons fit above the one that leads back.
const pageRows = 4

// inRows deals buttons out over rows, as many as fit.
func inRows(all []Button, wide int) [][]Button {
	rows := slices.Collect(slices.Chunk(all, wide))
	return rows[:min(len(rows), pageRows)]
}

// starters are who may begin a round.
func (t *talk) starters() phrase.ID {
	if t.club.Rules.Admins {
		return phrase.AdminsLabel
	}
	return phrase.EverybodyLabel
}

func (t *talk) setClubStart(_ context.Context, value string) (bool, error) {
	switch strings.ToLower(value) {
	case "all", "iedereen", "everybody":
		t.club.Rules.Admins = false
	case "admins", "beheerders":
		t.club.Rules.Admins = true
	default:
		return false, nil
	}
	return true, nil
}

// setClubHours sets when rounds may be begun: "7-23", or "off" for always.
func (t *talk) setClubHours(_ context.Context, value string) (bool, error) {
	from, until, ok := clockPair(value)
	if !ok && !isOff(value) {
		return false, nil
	}
	t.club.Rules.From, t.club.Rules.Until = from, until
	if t.club.Zone == "" {
		t.club.Zone = t.profile.Zone
	}
	return true, nil
}

// openHours says when rounds may be begun.
func (t *talk) openHours() string {
	r := t.club.Rules
	if r.From == r.Until {
		return t.words.Say(phrase.AnyHour, nil)
	}
	return r.From + "-" + r.Until
}

// startPage is who may begin a round, and when.
func (t *talk) startPage() (Text, [][]Button) {
	r := t.club.Rules
	who := []Button{
		choice(t.words.Say(phrase.EverybodyLabel, nil), "/settings start all", !r.Admins),
		choice(t.words.Say(phrase.AdminsLabel, nil), "/settings start admins", r.Admins),
	}
	hours := []Button{choice(t.words.Say(phrase.AnyHour, nil), "/settings hours off", r.From == r.Until)}
	for _, h := range [][2]string{{"07:00", "23:00"}, {"15:00", "21:00"}} {
		span := h[0] + "-" + h[1]
		hours = append(hours, choice(span, "/settings hours "+span, r.From == h[0] && r.Until == h[1]))
	}
	return t.say(phrase.StartPage, phrase.Args{"Who": t.words.Say(t.starters(), nil), "Hours": t.openHours()}), [][]Button{who, hours}
}

// parseOn reads a switch.
func parseOn(value string) (on, ok bool) {
	on = slices.Contains([]string{"on", "aan"}, strings.ToLower(value))
	return on, on || isOff(value)
}

func (t *talk) setClubThreads(_ context.Context, value string) (bool, error) {
	on, ok := parseOn(value)
	if ok {
		t.club.Rules.Threads = on
	}
	return ok, nil
}

func (t *talk) setClubRecap(ctx context.Context, value string) (bool, error) {
	on, ok := parseOn(value)
	if !ok {
		return false, nil
	}
	t.club.Rules.Recap = off
	if on {
		t.club.Rules.Recap = "on"
	}
	if t.club.Lang == "" {
		t.club.Lang = t.words.Lang
	}
	if t.club.Zone == "" {
		t.club.Zone = t.profile.Zone
	}
	return true, t.planClub(ctx)
}

// extraPage is threads and the picture of the week.
func (t *talk) extraPage() (Text, [][]Button) {
	var rows [][]Button
	for _, s := range []struct {
		label phrase.ID
		name  string
		on    bool
	}{{phrase.ThreadsLabel, "threads", t.club.Rules.Threads}, {phrase.RecapLabel, "recap", t.club.recaps()}} {
		to := "on"
		if s.on {
			to = off
		}
		rows = append(rows, []Button{choice(t.words.Say(s.label, nil), "/settings "+s.name+" "+to, s.on)})
	}
	return t.say(phrase.ExtraPage, phrase.Args{"Threads": t.onOff(t.club.Rules.Threads), "Recap": t.onOff(t.club.recaps())}), rows
}
