package bot

import "github.com/overhoor/overhoor/scheduler"

// freezeAfter is how many days of study earn a day off.
const freezeAfter = 7

// Streak is how many of his days in a row a learner reviewed. Days on which
// there was nothing to do, or that he had said he would be away, don't break
// it; and for seven days of study he may miss one.
type Streak struct {
	Days   int    `json:"days,omitempty"`   // in a row, up to Last
	Last   string `json:"last,omitempty"`   // his last day with a review, "2026-11-24"
	Earned int    `json:"earned,omitempty"` // days of study towards a day off, 0 to 7; at 7 he has one
	Off    string `json:"off,omitempty"`    // the last day that was off
	Idle   string `json:"idle,omitempty"`   // up to this day nothing was due since Last
}

// daysOff tells of which days none was to be expected.
type daysOff func(day string) bool

// Studied is the streak after a review on a day.
func (s Streak) Studied(today string, away daysOff) Streak {
	if today <= s.Last {
		return s
	}
	missed, ok := s.forgives(today, away)
	switch {
	case !ok:
		s.Days = 0
	case missed != "":
		s.Off, s.Earned = missed, 0
	}
	s.Days++
	s.Earned = min(s.Earned+1, freezeAfter)
	s.Last = today
	return s
}

// Row is how many days in a row it is today, those before it if there was no
// review yet, and whether yesterday was taken off. It is 0 when more was missed
// than is forgiven.
func (s Streak) Row(today string, away daysOff) (days int, off bool) {
	yesterday := scheduler.AddDays(today, -1)
	if today <= s.Last {
		return s.Days, s.Off == yesterday
	}
	missed, ok := s.forgives(today, away)
	if !ok {
		return 0, false
	}
	return s.Days, missed == yesterday
}

// forgives tells whether the days missed since the last one with a review
// don't break the streak, and which of them takes a day off, if one does.
func (s Streak) forgives(today string, away daysOff) (missed string, ok bool) {
	if s.Last == "" {
		return "", false
	}
	left := 0
	if s.Earned == freezeAfter {
		left = 1
	}
	for day := scheduler.AddDays(s.Last, 1); day < today; day = scheduler.AddDays(day, 1) {
		if day <= s.Idle || away(day) {
			continue
		}
		if left == 0 {
			return "", false
		}
		left--
		missed = day
	}
	return missed, true
}

// gap tells whether days before today are missed of which it isn't known yet
// that nothing was due.
func (s Streak) gap(today string) bool {
	return s.Last != "" && max(s.Last, s.Idle) < scheduler.AddDays(today, -1)
}

// join is the streak of one learner who had two.
func (s Streak) join(o Streak) Streak {
	if o.Last > s.Last {
		s, o = o, s
	}
	switch o.Last {
	case s.Last:
		s.Days = max(s.Days, o.Days)
	case scheduler.AddDays(s.Last, -1):
		s.Days = max(s.Days, o.Days+1)
	default:
		return s
	}
	s.Earned = max(s.Earned, o.Earned)
	return s
}
