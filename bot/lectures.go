package bot

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/scheduler/timetable"
)

// Fetch gets what lies at an https address that a learner gave. tag is what was
// returned with the file that is kept, or "": if that is still the newest, the
// file is nil. Its errors don't repeat the address, which may hold a secret.
type Fetch func(ctx context.Context, address, tag string) (file []byte, newTag string, err error)

const (
	fetchEvery = 12 * time.Hour          // a learner's timetable is asked for
	term       = 26 * 7 * 24 * time.Hour // of a file is kept
	readAhead  = 15 * 24 * time.Hour     // how far a timetable is read
	mostAhead  = 200                     // blocks of it that a profile carries
	readAgain  = 7 * 24 * time.Hour      // after which it is read even if it hasn't changed
	fetchPause = time.Minute             // between two that he asks for himself
)

// mostAddress is how long the address of a timetable may be.
const mostAddress = 1000

// lectures keeps pushes out of the lectures of a timetable: "/daily ics
// https://...", or a file with it. The address is never repeated.
func (t *talk) lectures(ctx context.Context, typed string) ([]Message, error) {
	address := strings.TrimSpace(typed)
	if isOff(address) {
		t.profile.Push.Lectures = Lectures{Tried: t.profile.Push.Lectures.Tried}
		return t.tell(phrase.LecturesOff, nil), t.planDaily(ctx)
	}
	if t.event.File != nil {
		return t.lecturesFile(ctx)
	}
	if rest, ok := strings.CutPrefix(address, "webcal://"); ok {
		address = "https://" + rest
	}
	if !strings.HasPrefix(address, "https://") || len(address) > mostAddress || t.Fetch == nil {
		return t.tell(phrase.LecturesUnclear, nil), nil
	}
	if t.now.Sub(t.profile.Push.Lectures.Tried) < fetchPause {
		return t.tell(phrase.LecturesSoon, nil), nil
	}
	l, err := t.readLectures(ctx, Lectures{Address: address})
	if err != nil {
		t.profile.Push.Lectures.Tried, t.newProfile = t.now, true
		t.Log.Info("first look at a timetable", slog.String("learner", string(t.learner)), slog.Any("error", err))
		return t.tell(phrase.LecturesUnclear, nil), nil
	}
	t.profile.Push.Lectures = l
	return []Message{{Text: t.count(phrase.LecturesSet, len(l.Busy), nil)}}, t.planDaily(ctx)
}

// lecturesFile makes the file that was sent the learner's timetable, if it is
// one.
func (t *talk) lecturesFile(ctx context.Context) ([]Message, error) {
	file, instead := t.fetchFile(ctx, t.event.File)
	switch {
	case instead != nil:
		return instead, nil
	case !timetable.Is(file):
		return t.tell(phrase.FileUnknown, nil), nil
	}
	return t.lecturesIn(ctx, file)
}

// lecturesIn makes what a file holds the learner's timetable. There is no
// address to look at again, so all that is to come is kept.
func (t *talk) lecturesIn(ctx context.Context, file []byte) ([]Message, error) {
	l := &t.profile.Push.Lectures
	if t.now.Sub(l.Tried) < fetchPause {
		return t.tell(phrase.LecturesSoon, nil), nil
	}
	l.Tried, t.newProfile = t.now, true
	busy, err := timetable.Read(file, t.now, t.now.Add(term), t.local().Location())
	if err != nil {
		t.Log.Info("read a timetable that was sent", slog.String("learner", string(t.learner)), slog.Any("error", err))
		return t.tell(phrase.FileUnknown, nil), nil
	}
	if len(busy) == 0 {
		return t.tell(phrase.LecturesOver, nil), nil
	}
	packed, err := busy.Pack()
	if err != nil {
		return nil, fmt.Errorf("pack a timetable: %w", err)
	}
	*l = Lectures{
		Tried: t.now, Read: t.now, Busy: t.ahead(busy),
		Term: packed, Until: t.cal.Date(busy[len(busy)-1].From),
	}
	return t.tell(phrase.LecturesKept, phrase.Args{"Date": t.dateOf(l.Until)}), t.planDaily(ctx)
}

// turnLectures takes the next days out of the file that was sent.
func (t *talk) turnLectures() {
	l := &t.profile.Push.Lectures
	if t.now.Sub(l.Read) < fetchEvery {
		return
	}
	busy, err := timetable.Unpack(l.Term)
	if err != nil {
		t.Log.Warn("read a timetable that was sent", slog.String("learner", string(t.learner)), slog.Any("error", err))
	}
	l.Busy, l.Read, t.newProfile = t.ahead(busy), t.now, true
	if len(busy) == 0 || !busy[len(busy)-1].Until.After(t.now) { // it's over
		*l = Lectures{Tried: l.Tried}
	}
}

// refreshLectures reads the timetable again when it is time. If that fails what
// was read before holds on.
func (t *talk) refreshLectures(ctx context.Context) {
	l := t.profile.Push.Lectures
	if l.Term != "" {
		t.turnLectures()
		return
	}
	if l.Address == "" || t.Fetch == nil || t.now.Sub(l.Tried) < fetchEvery {
		return
	}
	read, err := t.readLectures(ctx, l)
	if err != nil {
		t.Log.Warn("read a timetable again", slog.String("learner", string(t.learner)), slog.Any("error", err))
		read = l
		read.Tried = t.now
	}
	t.profile.Push.Lectures, t.newProfile = read, true
}

// readLectures fetches a timetable and reads when the learner is busy.
func (t *talk) readLectures(ctx context.Context, l Lectures) (Lectures, error) {
	if t.now.Sub(l.Read) > readAgain {
		l.Tag = ""
	}
	file, tag, err := t.Fetch(ctx, l.Address, l.Tag)
	if err != nil {
		return l, err
	}
	l.Tried = t.now
	if file == nil {
		return l, nil
	}
	busy, err := timetable.Read(file, t.now, t.now.Add(readAhead), t.local().Location())
	if err != nil {
		return l, err
	}
	l.Busy, l.Tag, l.Read = t.ahead(busy), tag, t.now
	return l, nil
}

// ahead is the part of a timetable that decides on the pushes of the coming
// days.
func (t *talk) ahead(busy timetable.Busy) timetable.Busy {
	return busy.Between(t.now, t.now.Add(readAhead), mostAhead)
}
