package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/scheduler"
)

// off switches the daily push off: "/daily off".
const off = "off"

// daily sets or tells at what hour the learner's cards come to him.
func (t *talk) daily(ctx context.Context) ([]Message, error) {
	want := strings.ToLower(t.arg(0))
	choices := t.hours()
	switch {
	case want == "" && t.profile.Daily == "":
		return t.tell(phrase.DailyNone, nil, choices), nil
	case want == "":
		return t.tell(phrase.DailyIs, t.hour(t.profile.Daily), choices), nil
	case want == off || want == "uit":
		t.profile.Daily, t.newProfile = "", true
		return t.tell(phrase.DailyOff, nil), t.planDaily(ctx)
	}
	clock, ok := parseClock(want)
	if !ok {
		return t.tell(phrase.DailyUnclear, phrase.Args{"Want": echo(want, 20)}, choices), nil
	}
	t.profile.Daily, t.profile.Home, t.profile.Gone, t.newProfile = clock, t.event.Place, false, true
	messages := t.tell(phrase.DailySet, t.hour(clock))
	if len(t.profile.Decks) == 0 {
		messages = t.tell(phrase.DailySetFirst, t.hour(clock), []Button{t.button(phrase.ChooseDeck, "/decks")})
	}
	return messages, t.planDaily(ctx)
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

func (t *talk) hour(clock string) phrase.Args {
	zone := t.Zone
	if t.profile.Zone != "" {
		zone = t.profile.Zone
	}
	return phrase.Args{"Time": clock, "Zone": zone}
}

// parseClock reads a time of day as people type it: 8, 8:00, 08.30, 8u, 8h.
func parseClock(s string) (string, bool) {
	s = strings.TrimRight(strings.NewReplacer(".", ":", "u", ":", "h", ":").Replace(s), ":")
	for _, layout := range []string{"15:04", "15"} {
		if at, err := time.Parse(layout, s); err == nil {
			return at.Format("15:04"), true
		}
	}
	return "", false
}

// planDaily plans the next push as the profile wants it. It comes before the
// profile is written: a push planned in vain finds nothing to do, one that was
// forgotten would never come.
func (t *talk) planDaily(ctx context.Context) error {
	next, err := nextPush(t.profile, t.now, t.cal)
	if err != nil {
		return err
	}
	t.profile.Snoozed = time.Time{}
	if err := t.Store.Plan(ctx, t.learner, next); err != nil {
		return fmt.Errorf("plan the daily push: %w", err)
	}
	return nil
}

// nextPush is when a learner's next push is due; the zero time if none is.
func nextPush(p Profile, now time.Time, cal scheduler.Calendar) (time.Time, error) {
	if p.Daily == "" || p.Home == (Place{}) || p.Gone || p.Moved != "" {
		return time.Time{}, nil
	}
	return cal.NextAt(now, p.Daily)
}

// later puts today's push off: for an hour, or until a time of day.
func (t *talk) later(ctx context.Context) ([]Message, error) {
	at := t.now.Add(time.Hour)
	if clock, ok := parseClock(t.arg(0)); ok {
		next, err := t.cal.NextAt(t.now, clock)
		if err != nil {
			return nil, err
		}
		at = next
	}
	if err := t.Store.Plan(ctx, t.learner, at); err != nil {
		return nil, fmt.Errorf("plan the push again: %w", err)
	}
	t.profile.Snoozed, t.newProfile = at, true
	return t.tell(phrase.SeeYou, phrase.Args{"Time": at.In(t.local().Location()).Format("15:04")}), nil
}
