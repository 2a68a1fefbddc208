package bot

import (
	"slices"
	"time"

	"github.com/overhoor/overhoor/scheduler"
)

// Profile is what we know of a learner beside his memory.
type Profile struct {
	Version  int64     `json:"-"` // counts the writes; kept by the Store
	Name     string    `json:"name,omitempty"`
	Lang     string    `json:"lang,omitempty"`     // "nl" or "en"; "" follows the platform
	Client   string    `json:"client,omitempty"`   // "nl" or "en", as the platform told last
	Zone     string    `json:"zone,omitempty"`     // IANA name; "" is the program's default
	Size     int       `json:"size,omitempty"`     // cards a round; 0 is the program's default
	New      int       `json:"new,omitempty"`      // new cards a day; 0 is the default, -1 none
	Daily    string    `json:"daily,omitempty"`    // "08:00" in Zone; "" means no push
	Home     Place     `json:"home,omitzero"`      // the private chat that pushes go to
	Decks    []string  `json:"decks,omitempty"`    // decks he has begun, the newest first
	Accounts []Account `json:"accounts,omitempty"` // all that speak for him
	Moved    Learner   `json:"moved,omitempty"`    // set when this learner was linked into another
	Pushed   string    `json:"pushed,omitempty"`   // local date of the last push, "2026-11-24"
	Snoozed  time.Time `json:"snoozed,omitzero"`   // when that push is to come again
	Gone     bool      `json:"gone,omitempty"`     // Home was closed to us when we pushed last
	Today    Day       `json:"today,omitzero"`     // the last day with a review
	Invites  []Invite  `json:"invites,omitempty"`  // exams of his groups
	Streak   int       `json:"streak,omitempty"`   // days in a row up to Today
}

// Day is what a learner did on one of his days.
type Day struct {
	Date string `json:"date,omitempty"` // "2026-11-24" on his calendar
	New  int    `json:"new,omitempty"`  // cards met for the first time
	Done int    `json:"done,omitempty"` // reviews
}

// count notes a review in the day and in the streak.
func (p *Profile) count(isNew bool, now time.Time, cal scheduler.Calendar) {
	if today := cal.Day(now); today > p.Today.Date {
		if p.Today.Date == cal.Day(cal.StartOfDay(now, -1)) {
			p.Streak++
		} else {
			p.Streak = 1
		}
		p.Today = Day{Date: today}
	}
	p.Today.Done++
	if isNew {
		p.Today.New++
	}
}

// streak is how many days in a row the learner reviewed, yesterday included
// while today has none yet.
func (p *Profile) streak(now time.Time, cal scheduler.Calendar) int {
	if p.Today.Date < cal.Day(cal.StartOfDay(now, -1)) {
		return 0
	}
	return p.Streak
}

// newToday is how many cards were met for the first time today.
func (p *Profile) newToday(now time.Time, cal scheduler.Calendar) int {
	if p.Today.Date != cal.Day(now) {
		return 0
	}
	return p.Today.New
}

// begin puts a deck in front of those the learner works on.
func (p *Profile) begin(deck string) {
	rest := slices.DeleteFunc(slices.Clone(p.Decks), func(d string) bool { return d == deck })
	p.Decks = append([]string{deck}, rest...)
}

// calendar is the learner's; a zone that can't be loaded any more is the
// program's.
func (p *Profile) calendar(otherwise *time.Location) scheduler.Calendar {
	if p.Zone != "" {
		if zone, err := time.LoadLocation(p.Zone); err == nil {
			return scheduler.Calendar{Zone: zone}
		}
	}
	return scheduler.Calendar{Zone: otherwise}
}

// memory schedules the learner's memories of a deck by his own choices.
func (p *Profile) memory(otherwise *scheduler.FSRS, _ string) *scheduler.FSRS { return otherwise }

// moment is a review of a card of a deck by the learner.
func (p *Profile) moment(_ string, now time.Time, cal scheduler.Calendar) scheduler.Moment {
	return scheduler.Moment{Now: now, Cal: cal}
}
