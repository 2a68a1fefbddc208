package console

import (
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

// attached finds a file at the end of what stands behind a command: "ics
// ./rooster.ics" is "ics" with that file, if it is there.
func attached(text string) (rest string, file *bot.File) {
	word, path, found := strings.Cut(text, " ")
	path = strings.TrimSpace(path)
	if !found || !strings.ContainsAny(path, `./\`) {
		return text, nil
	}
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return text, nil
	}
	return word, &bot.File{Name: filepath.Base(path), Size: info.Size(), Open: func(context.Context) (io.ReadCloser, error) {
		f, err := os.Open(path)
		if pathErr, ok := errors.AsType[*fs.PathError](err); ok {
			return nil, pathErr.Err // the name isn't for the log
		}
		return f, err
	}}
}

// picture puts a picture where it can be looked at, and says where; what is to be
// seen on it when that fails.
func (c *Console) picture(i *bot.Image) string {
	if i == nil {
		return ""
	}
	path, err := save(c.cfg.Pictures, i.PNG)
	if err != nil {
		c.cfg.Log.Warn("keep a picture", slog.Any("error", err))
		return "(a picture: " + i.Alt + ")"
	}
	return "(a picture: " + path + ")"
}

// save writes a new file into a folder.
func save(folder string, data []byte) (path string, err error) {
	if folder != "" {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return "", err
		}
	}
	f, err := os.CreateTemp(folder, "overhoor-*.png")
	if err != nil {
		return "", err
	}
	_, err = f.Write(data)
	return f.Name(), errors.Join(err, f.Close())
}
