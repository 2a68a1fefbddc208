package bot

import (
	"context"
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
	fetchEvery = 12 * time.Hour      // a learner's timetable is asked for
	readAhead  = 15 * 24 * time.Hour // how far a timetable is read
	readAgain  = 7 * 24 * time.Hour  // after which it is read even if it hasn't changed
	fetchPause = time.Minute         // between two that he asks for himself
)

// mostAddress is how long the address of a timetable may be.
const mostAddress = 1000

// lectures keeps pushes out of the lectures of a timetable: "/daily ics
// https://...". The address is never repeated.
func (t *talk) lectures(ctx context.Context, typed string) ([]Message, error) {
	address := strings.TrimSpace(typed)
	if isOff(address) {
		t.profile.Push.Lectures = Lectures{Tried: t.profile.Push.Lectures.Tried}
		return t.tell(phrase.LecturesOff, nil), t.planDaily(ctx)
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

// refreshLectures reads the timetable again when it is time. If that fails what
// was read before holds on.
func (t *talk) refreshLectures(ctx context.Context) {
	l := t.profile.Push.Lectures
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
	l.Busy, l.Tag, l.Read = busy, tag, t.now
	return l, nil
}
