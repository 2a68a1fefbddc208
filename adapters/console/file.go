package console

import (
	"context"
	"errors"
	"io"
	"io/fs"
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
