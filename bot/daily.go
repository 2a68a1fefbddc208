package bot

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/scheduler"
)

// off switches something off: "/daily off", "/daily quiet off".
const off = "off"

// daily sets or tells when the learner's cards come to him.
func (t *talk) daily(ctx context.Context) ([]Message, error) {
	word, rest, _ := strings.Cut(strings.TrimSpace(t.event.Text), " ")
	switch strings.ToLower(word) {
	case "":
		if t.event.File != nil {
			return t.lecturesFile(ctx)
		}
		return t.dailyIs(), nil
	case off, "uit", "geen", "none":
		t.profile.Push.Hours, t.profile.Push.Snoozed = nil, time.Time{}
		return t.tell(phrase.DailyOff, nil), t.planDaily(ctx)
	case "quiet", "stil":
		return t.quiet(ctx, rest)
	case "pause", "pauze":
		return t.pause(ctx, rest)
	case "resume", "verder":
		t.profile.Push.Pause.Until = min(t.profile.Push.Pause.Until, t.cal.Date(t.now))
		if err := t.planDaily(ctx); err != nil {
			return nil, err
		}
		return t.dailyIs(), nil
	case "ics", "timetable", "rooster":
		return t.lectures(ctx, rest)
	case "+", "ook", "also":
		return t.setDaily(ctx, rest, t.profile.Push.Hours)
	}
	return t.setDaily(ctx, t.event.Text, nil)
}

// setDaily makes what was typed the learner's hours, beside those he keeps.
func (t *talk) setDaily(ctx context.Context, typed string, kept []Hour) ([]Message, error) {
	hours, bad := parseHours(wishWords(typed), t.deckID, t.orOffered())
	if bad != "" {
		return t.tell(phrase.DailyUnclear, phrase.Args{"Want": echo(bad, 20)}, t.dailyButtons()...), nil
	}
	hours = tidyHours(append(slices.Clone(kept), hours...))
	if len(hours) > mostHours {
		return t.tell(phrase.DailyTooMany, nil, t.dailyButtons()...), nil
	}
	t.beginDecks(hours)
	p := &t.profile.Push
	p.Hours = t.begins(hours, len(kept) == 0)
	p.Snoozed = time.Time{}
	p.Pause.Until = min(p.Pause.Until, t.cal.Date(t.now))
	t.profile.Home, t.profile.Gone = t.event.Place, false
	messages := t.tell(phrase.DailySet, t.dailyArgs())
	if len(t.profile.Decks) == 0 {
		messages = t.tell(phrase.DailySetFirst, t.dailyArgs(), []Button{t.button(phrase.ChooseDeck, "/decks")})
	}
	return messages, t.planDaily(ctx)
}

// begins are new hours of which the slots that are past don't count as missed.
// A single one also leaves today alone when today's push has come.
func (t *talk) begins(hours []Hour, replaced bool) []Hour {
	before, today := t.profile.Push.Hours, t.cal.Date(t.now)
	p := Pushes{Hours: hours}
	p.setAside(t.now.Add(time.Second), t.cal)
	for i, h := range p.Hours {
		for _, b := range before {
			if b.same(h) {
				p.Hours[i].Served = max(h.Served, b.Served)
			}
		}
		if replaced && len(hours) == 1 && t.profile.Push.Last == today {
			p.Hours[i].Served = today
		}
	}
	return p.Hours
}

// beginDecks adds the decks of hours to those the learner works on.
func (t *talk) beginDecks(hours []Hour) {
	for _, h := range hours {
		for _, id := range h.Decks {
			if !slices.Contains(t.profile.Decks, id) {
				t.profile.begin(id)
			}
		}
	}
}

// orOffered are the learner's hours, or the one that is offered.
func (t *talk) orOffered() []Hour {
	if len(t.profile.Push.Hours) == 0 {
		return []Hour{{Clock: t.Daily}}
	}
	return t.profile.Push.Hours
}

func (t *talk) deckID(name string) (string, bool) {
	d, ok := t.find(name)
	if !ok {
		if d, ok = t.find(strings.ToLower(name)); !ok {
			return "", false
		}
	}
	return d.ID, true
}

// dailyIs tells when cards come, and when they don't.
func (t *talk) dailyIs() []Message {
	p := t.profile.Push
	if len(p.Hours) == 0 {
		return t.tell(phrase.DailyNone, nil, t.dailyButtons()...)
	}
	text := []Text{t.say(phrase.DailyIs, t.dailyArgs())}
	if q := p.Quiet.orUsual(); q.From != q.Until {
		text = append(text, t.say(phrase.QuietIs, phrase.Args{"From": q.From, "Until": q.Until}))
	}
	if l := p.Lectures; l.Address != "" {
		text = append(text, t.say(phrase.LecturesAre, nil))
	} else if l.known(t.cal.Date(t.now)) {
		text = append(text, t.say(phrase.LecturesUntil, phrase.Args{"Date": t.dateOf(l.Until)}))
	}
	if t.paused() {
		text = append(text, t.say(phrase.PauseIs, phrase.Args{"Date": t.dateOf(p.Pause.Until)}))
	}
	return []Message{{Text: lines(text...), Buttons: t.dailyButtons()}}
}

// dailyArgs fills in when cards come.
func (t *talk) dailyArgs() phrase.Args {
	return phrase.Args{"Hours": t.describe(t.profile.Push.Hours), "Zone": cmp.Or(t.profile.Zone, t.Zone)}
}

// hours are the hours one can choose with a tap, early to late.
func (t *talk) hours() []Button {
	clocks := []string{"07:30", t.Daily, "19:00"}
	slices.Sort(clocks)
	var choices []Button
	for _, clock := range slices.Compact(clocks) {
		choices = append(choices, Button{Label: clock, Command: "/daily " + clock})
	}
	return append(choices, t.button(phrase.DailyOffLabel, "/daily "+off))
}

// dailyButtons are the usual choices: hours, and for who has some, days, a
// second time and a pause.
func (t *talk) dailyButtons() [][]Button {
	rows := [][]Button{t.hours()}
	p := t.profile.Push
	if len(p.Hours) == 0 {
		return rows
	}
	var days []Button
	if slices.ContainsFunc(p.Hours, func(h Hour) bool { return h.Days != 0 }) {
		days = append(days, t.button(phrase.EachDayLabel, "/daily every day"))
	} else {
		days = append(days, t.button(phrase.WorkdaysLabel, "/daily weekdays"))
	}
	if evening := "19:30"; len(p.Hours) < mostHours && !slices.ContainsFunc(p.Hours, func(h Hour) bool { return h.Clock == evening }) {
		days = append(days, Button{Label: t.words.Say(phrase.AlsoLabel, phrase.Args{"Time": evening}), Command: "/daily + " + evening})
	}
	rest := []Button{t.button(phrase.PauseWeekLabel, "/daily pause 1 week"), t.button(phrase.PauseTwoWeeksLabel, "/daily pause 2 weeks")}
	if t.paused() {
		rest = []Button{t.button(phrase.ResumeLabel, "/daily resume")}
	}
	return append(rows, days, rest)
}

// planDaily plans the next push as the profile wants it, and has the profile
// written. It comes before that: a push planned in vain finds nothing to do,
// one that was forgotten would never come. What is overdue comes a minute
// later, when the profile has been written and its learner has looked up.
func (t *talk) planDaily(ctx context.Context) error {
	t.newProfile = true
	next := t.profile.nextPush(t.now, t.cal)
	if !next.IsZero() {
		next = later(next, t.now.Add(time.Minute))
	}
	if err := t.Store.Plan(ctx, t.learner, next); err != nil {
		return fmt.Errorf("plan the daily push: %w", err)
	}
	return nil
}

// nextPush is when a learner's next push is due; the zero time if none is.
func (p *Profile) nextPush(now time.Time, cal scheduler.Calendar) time.Time {
	if p.Home == (Place{}) || p.Gone || p.Moved != "" {
		return time.Time{}
	}
	return p.Push.next(now, cal)
}
