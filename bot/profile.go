package bot

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"time"

	"github.com/overhoor/overhoor/scheduler"
)

// Profile is what we know of a learner beside his memory.
type Profile struct {
	Version  int64           `json:"-"` // counts the writes; kept by the Store
	Name     string          `json:"name,omitempty"`
	Lang     string          `json:"lang,omitempty"`     // "nl" or "en"; "" follows the platform
	Client   string          `json:"client,omitempty"`   // "nl" or "en", as the platform told last
	Zone     string          `json:"zone,omitempty"`     // IANA name; "" is the program's default
	Size     int             `json:"size,omitempty"`     // cards a round; 0 is the program's default
	New      int             `json:"new,omitempty"`      // new cards a day; 0 is the default, -1 none
	Reviews  int             `json:"reviews,omitempty"`  // most reviews a day; 0 is the program's default
	Week     *scheduler.Week `json:"week,omitempty"`     // easy days; nil has none
	Aside    []Aside         `json:"aside,omitempty"`    // cards not to be asked for a while
	Mixups   []Mixup         `json:"mixups,omitempty"`   // cards taken for others, the newest last
	Missed   []Miss          `json:"missed,omitempty"`   // in groups and not practised since, the newest last
	Groups   string          `json:"groups,omitempty"`   // "on" or "off": whether answers in groups count here; "" as long as he didn't choose
	Home     Place           `json:"home,omitzero"`      // the private chat that pushes go to
	Decks    []string        `json:"decks,omitempty"`    // decks he has begun, the newest first
	Accounts []Account       `json:"accounts,omitempty"` // all that speak for him
	Moved    Learner         `json:"moved,omitempty"`    // set when this learner was linked into another
	Was      []Learner       `json:"was,omitempty"`      // who were linked into this one
	Gone     bool            `json:"gone,omitempty"`     // Home was closed to us when we pushed last

	Exams   []Exam   `json:"exams,omitempty"`   // the first one first, those past before
	Minutes int      `json:"minutes,omitempty"` // a day for exams; 0: as many as they need
	Needed  int      `json:"needed,omitempty"`  // that they needed when one was set last
	Invites []Invite `json:"invites,omitempty"` // exams of his groups

	Push Pushes `json:"push,omitzero"`
	Pace Pace   `json:"pace,omitzero"`
	Fit  Fit    `json:"fit,omitzero"` // how his memory differs from other people's

	Retention  float64            `json:"retention,omitempty"`  // wanted chance of recall; 0 is the program's
	Retentions map[string]float64 `json:"retentions,omitempty"` // by deck, where it differs

	Progress
	Before Progress `json:"before,omitzero"` // what it was when Today began
}

// UnmarshalJSON also reads profiles from before there were several hours a day
// and days off.
func (p *Profile) UnmarshalJSON(data []byte) error {
	type plain Profile
	old := struct {
		*plain
		Daily   string    `json:"daily"`
		Pushed  string    `json:"pushed"`
		Snoozed time.Time `json:"snoozed"`
		Streak  int       `json:"streak"`
	}{plain: (*plain)(p)}
	if err := json.Unmarshal(data, &old); err != nil {
		return err
	}
	if old.Daily != "" {
		p.Push.Hours = []Hour{{Clock: old.Daily, Served: old.Pushed}}
		p.Push.Last, p.Push.Snoozed = old.Pushed, old.Snoozed
	}
	if old.Streak > 0 {
		p.Streak = Streak{Days: old.Streak, Last: p.Today.Date, Earned: min(old.Streak, freezeAfter)}
	}
	return nil
}

// Progress is what the reviews of a learner make of his days: all of a profile
// that a review changes.
type Progress struct {
	Today  Day    `json:"today,omitzero"` // the last day with a review
	Streak Streak `json:"row,omitzero"`
}

// Day is what a learner did on one of his days.
type Day struct {
	Date string `json:"date,omitempty"` // "2026-11-24" on his calendar
	New  int    `json:"new,omitempty"`  // cards met for the first time
	Done int    `json:"done,omitempty"` // reviews
}

// count notes a review in the day and in the streak.
func (p *Profile) count(isNew bool, now time.Time, cal scheduler.Calendar) {
	today := cal.Day(now)
	if today > p.Today.Date {
		p.Before = p.Progress
		p.Today = Day{Date: today}
	}
	p.Streak = p.Streak.Studied(today, p.Push.Pause.Holds)
	p.Fit.Since++
	if day := p.day(today); day != nil { // else a group held it back
		day.Done++
		if isNew {
			day.New++
		}
	}
}

// day is what is kept of a date, nil for nothing: of the last day with a review
// and, as that may be taken back, of the one before.
func (p *Profile) day(date string) *Day {
	switch date {
	case p.Today.Date:
		return &p.Today
	case p.Before.Today.Date:
		return &p.Before.Today
	}
	return nil
}

// uncount takes back what count noted of a review of that moment.
func (p *Profile) uncount(isNew bool, at time.Time, cal scheduler.Calendar) {
	day := p.day(cal.Day(at))
	if day == nil || day.Done == 0 {
		return
	}
	day.Done--
	if isNew {
		day.New = max(0, day.New-1)
	}
	if p.Today.Done == 0 && p.Before.Today.Date < p.Today.Date {
		p.Progress = p.Before
	}
}

// newToday is how many cards were met for the first time today.
func (p *Profile) newToday(now time.Time, cal scheduler.Calendar) int {
	if p.Today.Date != cal.Day(now) {
		return 0
	}
	return p.Today.New
}

// reviewedToday is how many reviews there were today beside those of new cards.
func (p *Profile) reviewedToday(now time.Time, cal scheduler.Calendar) int {
	if p.Today.Date != cal.Day(now) {
		return 0
	}
	return p.Today.Done - p.Today.New
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

// keep sets the wanted chance of recall of a deck, 0 to be like the rest; it
// tells whether there was room for it.
func (p *Profile) keep(deck string, share float64) bool {
	own := maps.Clone(p.Retentions)
	if own == nil {
		own = make(map[string]float64)
	}
	own[deck] = share
	if share == 0 {
		delete(own, deck)
	}
	if len(own) > mostRetentions {
		return false
	}
	p.Retentions = own
	return true
}

// memory schedules the learner's memories of a deck by his own weights and
// choices; what holds no longer is left out.
func (p *Profile) memory(otherwise *scheduler.FSRS, deck string) *scheduler.FSRS {
	own := scheduler.Settings{
		Weights:   p.Fit.weights(otherwise.Model()),
		Retention: cmp.Or(p.Retentions[deck], p.Retention),
	}
	if len(own.Weights) == 0 && own.Retention == 0 {
		return otherwise
	}
	if f, err := otherwise.With(own); err == nil {
		return f
	}
	return otherwise
}

// moment is a review of a card of a deck by the learner: it comes back before
// the exam, if there is one.
func (p *Profile) moment(deck string, now time.Time, cal scheduler.Calendar) scheduler.Moment {
	at := scheduler.Moment{Now: now, Cal: cal, Week: p.Week}
	if x, ok := p.exam(deck, now, cal); ok {
		at.Until = x.day(cal)
	}
	return at
}
