package console

import (
	"cmp"
	"context"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"github.com/overhoor/overhoor/bot"
)

// attached finds a file in what stands behind a command, alone or behind a
// word: "ics ./rooster.ics" is "ics" with that file, if it is there.
func attached(text string) (rest string, file *bot.File) {
	if file := fileAt(text); file != nil {
		return "", file
	}
	word, path, _ := strings.Cut(text, " ")
	if file := fileAt(strings.TrimSpace(path)); file != nil {
		return word, file
	}
	return text, nil
}

// fileAt is the file of that path, nil for none.
func fileAt(path string) *bot.File {
	if !strings.ContainsAny(path, `./\`) {
		return nil
	}
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return nil
	}
	return &bot.File{Name: filepath.Base(path), Size: info.Size(), Open: func(context.Context) (io.ReadCloser, error) {
		f, err := os.Open(path)
		if pathErr, ok := errors.AsType[*fs.PathError](err); ok {
			return nil, pathErr.Err // the name isn't for the log
		}
		return f, err
	}}
}

// along puts what goes along with a message where it can be looked at, and says
// where: of a picture what is to be seen on it, when that fails.
func (c *Console) along(m bot.Message) string {
	switch {
	case m.Image != nil:
		return "(a picture: " + cmp.Or(c.keep("overhoor-*.png", m.Image.PNG), m.Image.Alt) + ")"
	case m.Document != nil && len(m.Document.Data) > 0:
		return "(a file: " + cmp.Or(c.keep("overhoor-*-"+filepath.Base(m.Document.Name), m.Document.Data), "it can't be kept here") + ")"
	}
	return ""
}

// keep saves a file and returns its path, or "".
func (c *Console) keep(pattern string, data []byte) string {
	path, err := save(c.cfg.Pictures, pattern, data)
	if err != nil {
		c.cfg.Log.Warn("keep a file", slog.Any("error", err))
		return ""
	}
	return path
}

// save writes a new file into a folder.
func save(folder, pattern string, data []byte) (path string, err error) {
	if folder != "" {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return "", err
		}
	}
	f, err := os.CreateTemp(folder, pattern)
	if err != nil {
		return "", err
	}
	_, err = f.Write(data)
	return f.Name(), errors.Join(err, f.Close())
}
