package bot

import (
	"context"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/decks"
	"github.com/overhoor/overhoor/scheduler"
)

// ClubExam is an exam that a group works towards.
type ClubExam struct {
	Deck string `json:"deck"`
	Date string `json:"date"`           // "2027-01-20"
	Told string `json:"told,omitempty"` // local date on which the group was told last how it stands
}

// fewest is how many must take part before a share is told: of fewer it would
// tell who is behind.
const fewest = 3

// coarse is to how many percents a share is rounded, so that it doesn't tell what
// one who joins or leaves knows.
const coarse = 5

// examHour is when an exam is taken to begin, on each learner's clocks.
const examHour = 9 * time.Hour

// next is when the group is told again how it stands: on Mondays, up to the
// exam; the zero time when there is none to come.
func (x *ClubExam) next(now time.Time, cal scheduler.Calendar, clock string) (time.Time, error) {
	for at := now; ; {
		next, err := cal.NextAt(at, clock)
		switch {
		case err != nil || next.Format(time.DateOnly) >= x.Date:
			return time.Time{}, err
		case next.Weekday() == time.Monday:
			return next, nil
		}
		at = next
	}
}

// clubExam sets or tells what exam a group works towards: "/exam crm
// 2027-01-20", "/exam off".
func (t *talk) clubExam(ctx context.Context) ([]Message, error) {
	words := strings.Fields(t.event.Text)
	if len(words) == 0 {
		return t.examStands(ctx, true)
	}
	last, deck := strings.ToLower(words[len(words)-1]), strings.Join(words[:len(words)-1], " ")
	if last == off || last == "uit" {
		t.setClubExam(nil)
		return []Message{{Text: t.say(phrase.ClubExamOff, nil)}}, t.planClub(ctx)
	}
	date, ok := parseDate(last)
	if !ok || date <= t.clubToday() {
		return t.tell(phrase.ClubExamUnclear, phrase.Args{"Want": echo(last, 20)}), nil
	}
	d, ok := t.find(deck)
	if !ok {
		return t.whichDeck(deck, func(id string) string { return "/exam " + id + " " + date }), nil
	}
	if t.club.Daily == "" {
		t.club.Lang, t.club.Zone = t.words.Lang, t.profile.Zone
	}
	t.setClubExam(&ClubExam{Deck: d.ID, Date: date, Told: t.clubToday()})
	if err := t.planClub(ctx); err != nil {
		return nil, err
	}
	return t.examStands(ctx, false)
}

func (t *talk) clubToday() string { return t.club.calendar(t.zone).Day(t.now) }

// parseDate reads a day as people type it: 2027-01-20, 20-1-2027.
func parseDate(s string) (string, bool) {
	s = strings.NewReplacer("/", "-", ".", "-").Replace(s)
	for _, layout := range []string{time.DateOnly, "2-1-2006"} {
		if day, err := time.Parse(layout, s); err == nil {
			return day.Format(time.DateOnly), true
		}
	}
	return "", false
}

// examStands tells of the group's exam, to all or to who asks only.
func (t *talk) examStands(ctx context.Context, private bool) ([]Message, error) {
	x := t.club.Exam
	if x == nil || x.Date < t.clubToday() {
		return t.tell(phrase.ClubExamNone, nil), nil
	}
	text, err := t.clubExamText(ctx, phrase.ClubExamSet)
	if err != nil || text == "" {
		return t.tell(phrase.ClubExamNone, nil), err
	}
	return []Message{{Text: text, Private: private, Buttons: [][]Button{{t.button(phrase.JoinLabel, "/join")}}}}, nil
}

// clubExamLine tells once a week how the group stands with its exam.
func (t *talk) clubExamLine(ctx context.Context) (Text, error) {
	x, today := t.club.Exam, t.cal.Day(t.now)
	if x == nil || t.club.Paused || x.Told == today || t.now.In(t.cal.Zone).Weekday() != time.Monday || x.Date <= today {
		return "", nil
	}
	x.Told, t.newClub = today, true
	return t.clubExamText(ctx, phrase.ClubExamWeek)
}

// clubExamText says which exam it is, how many take part and, when they are
// enough for nobody to be seen through, what share they will know on the day.
func (t *talk) clubExamText(ctx context.Context, id phrase.ID) (Text, error) {
	x := t.club.Exam
	deck, ok := t.Library.Deck(x.Deck)
	if !ok {
		return "", nil
	}
	share, n, err := t.standing(ctx, deck)
	if err != nil {
		return "", err
	}
	text := lines(t.say(id, phrase.Args{"Deck": shortTitle(deck), "Date": t.inWords(x.Date)}), t.takePart(n))
	if n >= fewest {
		text = lines(text, t.say(phrase.ClubShare, phrase.Args{"Share": strconv.Itoa(coarse * int(math.Round(100*share/coarse)))}))
	}
	return text, nil
}

// inWords is a day as it is written in the language that is spoken.
func (t *talk) inWords(day string) string {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.words.Say(phrase.Date, phrase.Args{
		"Year": at.Format("2006"), "Month": at.Format("01"), "Day": at.Format("02"),
	})
}

// standing is what share of a deck those who take part in the exam are expected
// to know on the day, from 0 to 1, and how many they are.
func (t *talk) standing(ctx context.Context, deck *decks.Deck) (share float64, n int, err error) {
	for some := range slices.Chunk(slices.Clone(t.club.Members), mostMates) {
		mates, err := t.mates(ctx, some, deck)
		if err != nil {
			return 0, 0, err
		}
		for _, m := range mates {
			if !m.Profile.declined(t.club.Exam) {
				share += t.share(m, deck, t.club.Exam.Date)
				n++
			}
		}
	}
	return share / float64(max(n, 1)), n, nil
}

// share is what part of a deck a learner is expected to know on the day of an
// exam when he learns nothing more, from 0 to 1.
func (t *talk) share(m Mate, deck *decks.Deck, date string) float64 {
	cal := m.Profile.calendar(t.zone)
	day, err := time.ParseInLocation(time.DateOnly, date, cal.Zone)
	if err != nil || len(deck.Cards) == 0 {
		return 0
	}
	memory, at := m.Profile.memory(t.Scheduler, deck.ID), m.Profile.moment(deck.ID, day.Add(examHour), cal)
	known := 0.0
	for _, c := range deck.Cards {
		if kept := m.Memories[c.ID]; !kept.New() {
			known += memory.Retrievability(kept, at)
		}
	}
	return known / float64(len(deck.Cards))
}

// setClubExam puts an exam in place of the one there was, and tells all members
// of both.
func (t *talk) setClubExam(x *ClubExam) {
	old := t.club.Exam
	if old != nil && x != nil && old.Deck == x.Deck && old.Date == x.Date {
		return
	}
	for _, l := range t.club.Members {
		t.enrol(l, true)
	}
	t.club.Exam, t.newClub = x, true
	for _, l := range t.club.Members {
		t.enrol(l, false)
	}
}
