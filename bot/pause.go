package bot

import (
	"context"
	"strings"
	"time"

	"github.com/overhoor/overhoor/bot/dates"
	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/scheduler"
)

// longestPause is how many days a pause lasts at most.
const longestPause = 366

// paused tells whether the learner wanted no push today.
func (t *talk) paused() bool { return t.profile.Push.Pause.Holds(t.cal.Date(t.now)) }

// pause keeps pushes away until a date: "/daily pause 2 weeks".
func (t *talk) pause(ctx context.Context, typed string) ([]Message, error) {
	today := t.cal.Date(t.now)
	day, rest, ok := dates.Read(strings.Fields(typed), t.noon())
	until := day.Format(time.DateOnly)
	if !ok || len(rest) > 0 || until <= today || until > scheduler.AddDays(today, longestPause) {
		return t.tell(phrase.PauseUnclear, nil, []Button{
			t.button(phrase.PauseWeekLabel, "/daily pause 1 week"), t.button(phrase.PauseTwoWeeksLabel, "/daily pause 2 weeks"),
		}), nil
	}
	p := &t.profile.Push
	if !p.Pause.Holds(today) {
		p.Pause.From = today
	}
	p.Pause.Until, p.Snoozed = until, time.Time{}
	return t.tell(phrase.PauseSet, phrase.Args{"Date": t.dateOf(until)},
		[]Button{t.button(phrase.ResumeLabel, "/daily resume")}), t.planDaily(ctx)
}

// quiet sets the hours in which nothing comes unasked: "/daily quiet
// 22:00-07:00".
func (t *talk) quiet(ctx context.Context, typed string) ([]Message, error) {
	if isOff(strings.TrimSpace(typed)) {
		t.profile.Push.Quiet = Quiet{From: "00:00", Until: "00:00"}
		return t.tell(phrase.QuietOff, nil), t.planDaily(ctx)
	}
	from, until, ok := clockPair(typed)
	if !ok {
		return t.tell(phrase.QuietUnclear, nil), nil
	}
	t.profile.Push.Quiet = Quiet{From: from, Until: until}
	return t.tell(phrase.QuietSet, phrase.Args{"From": from, "Until": until}), t.planDaily(ctx)
}

// clockPair reads two times of day that differ, "22:00-07:00".
func clockPair(typed string) (from, until string, ok bool) {
	var clocks []string
	for _, word := range strings.FieldsFunc(typed, func(r rune) bool { return r == ' ' || r == '-' || r == '–' }) {
		if clock, ok := dates.Clock(word); ok {
			clocks = append(clocks, clock)
		}
	}
	if len(clocks) != 2 || clocks[0] == clocks[1] {
		return "", "", false
	}
	return clocks[0], clocks[1], true
}
