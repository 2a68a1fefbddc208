package bot

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"path"
	"slices"
	"strings"

	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/scheduler/timetable"
)

// mostFile is how many bytes a file may have.
const mostFile = timetable.MostBytes

// errFileTooLarge tells that a file has more.
var errFileTooLarge = errors.New("the file is larger than 1 MB")

// File is what somebody sent along with an event. It stays on the platform
// until the engine wants its bytes. Neither its name nor what it holds is for
// the log.
type File struct {
	Name string // as its sender calls it, or ""
	Size int64  // in bytes as the platform tells it; 0 if it doesn't

	// Media tells that it is a picture, a sound or a sticker: to be looked at or
	// listened to, which we can't.
	Media bool

	// Open begins to read it. Its errors repeat no name and no address.
	Open func(ctx context.Context) (io.ReadCloser, error)
}

// bytes is what the file holds, unless that is too much.
func (f *File) bytes(ctx context.Context) ([]byte, error) {
	if f.Size > mostFile {
		return nil, errFileTooLarge
	}
	if f.Open == nil {
		return nil, errors.New("the platform doesn't hand over the file")
	}
	body, err := f.Open(ctx)
	if err != nil {
		return nil, fmt.Errorf("open a file: %w", err)
	}
	defer func() { _ = body.Close() }() // it was read, or isn't wanted
	data, err := io.ReadAll(io.LimitReader(body, mostFile+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("read a file: %w", err)
	case len(data) > mostFile:
		return nil, errFileTooLarge
	}
	return data, nil
}

// isCalendar tells whether the file is named as one.
func (f *File) isCalendar() bool {
	ext := strings.ToLower(path.Ext(f.Name))
	return ext == ".ics" || ext == ".ical"
}

// isDeck tells whether the file is named as one that cards may be in.
func (f *File) isDeck() bool {
	return slices.Contains([]string{".md", ".markdown", ".csv", ".tsv", ".txt"}, strings.ToLower(path.Ext(f.Name)))
}

// filed tells whether an event is about its file: one that nothing was typed
// with, a calendar or a deck. Words beside any other file are an answer.
func (t *talk) filed() bool {
	f := t.event.File
	return f != nil && t.event.Command == "" && (t.event.Text == "" || f.isCalendar() || f.isDeck())
}

// received does with a file what can be done with it. In a group many files go
// round that are not for us.
func (t *talk) received(ctx context.Context) ([]Message, error) {
	switch {
	case t.event.File.Media && (t.event.Direct || !t.event.Place.Group):
		return t.tell(phrase.MediaUnknown, nil), nil
	case !t.event.Place.Group:
		return t.fileSent(ctx)
	case t.event.Direct || t.personal(t.event):
		return t.tell(phrase.OnlyPrivate, nil), nil
	}
	return nil, nil
}

// fileSent does with a file what its content asks for: a timetable is one, and
// anything else may be cards.
func (t *talk) fileSent(ctx context.Context) ([]Message, error) {
	file, instead := t.fetchFile(ctx, t.event.File)
	switch {
	case instead != nil:
		return instead, nil
	case timetable.Is(file):
		return t.lecturesIn(ctx, file)
	}
	return t.deckFile(t.event.File.Name, file), nil
}

// fetchFile is what a file holds; else what there is to say about it.
func (t *talk) fetchFile(ctx context.Context, f *File) (file []byte, instead []Message) {
	if f.Size > mostFile && !f.isCalendar() && !f.isDeck() {
		return nil, t.tell(phrase.FileUnknown, nil)
	}
	file, err := f.bytes(ctx)
	switch {
	case errors.Is(err, errFileTooLarge):
		return nil, t.tell(phrase.FileTooLarge, nil)
	case err != nil:
		t.Log.Warn("get a file that was sent", slog.String("learner", string(t.learner)), slog.Any("error", err))
		return nil, t.tell(phrase.FileFailed, nil)
	}
	return file, nil
}
