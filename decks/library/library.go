// Package library is where decks come from: those that are built in, and those
// in an operator's folder.
package library

import (
	"embed"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/overhoor/overhoor/decks"
	"github.com/overhoor/overhoor/decks/format"
)

//go:embed builtin
var builtin embed.FS

// Load gives the decks that come with the program.
func Load() ([]*decks.Deck, error) {
	all, problems, err := read(builtin, "builtin", "")
	if err == nil && len(problems) > 0 {
		err = fmt.Errorf("built-in deck: %s", problems[0])
	}
	return all, err
}

// Folder gives the decks in a folder and the folders below it, in the order of
// their names, of whatever kind [format.Read] knows. Hidden files are left
// alone. A file that is no deck, and a deck whose ID another file has, are
// problems; the error is for a folder that can't be read.
func Folder(folder string) ([]*decks.Deck, []format.Problem, error) {
	all, problems, err := read(os.DirFS(folder), ".", folder)
	if err != nil {
		return nil, nil, fmt.Errorf("read the decks in %s: %w", folder, err)
	}
	return all, problems, nil
}

// read reads every file below root; at is where the file system lies, for
// messages.
func read(files fs.FS, root, at string) (all []*decks.Deck, problems []format.Problem, err error) {
	taken := map[string]string{} // a deck's ID -> its file
	err = fs.WalkDir(files, root, func(name string, entry fs.DirEntry, err error) error {
		shown := filepath.Join(at, filepath.FromSlash(name))
		hidden := strings.HasPrefix(path.Base(name), ".") && name != root
		switch {
		case err != nil && name == root:
			return err
		case err != nil:
			problems = append(problems, problem(shown, err.Error()))
			return nil
		case hidden && entry.IsDir():
			return fs.SkipDir
		case hidden || entry.IsDir():
			return nil
		}
		found, err := readFile(files, name, shown)
		problems = append(problems, found.Problems...)
		if err != nil {
			problems = append(problems, problem(shown, strings.TrimPrefix(err.Error(), shown+": ")))
		} else if first := taken[found.Deck.ID]; first != "" {
			problems = append(problems, problem(shown, fmt.Sprintf("the deck id %q is taken by %s: give this deck another", found.Deck.ID, first)))
		} else {
			taken[found.Deck.ID] = shown
			all = append(all, found.Deck)
		}
		return nil
	})
	return all, problems, err
}

// readFile reads a file, but no more of it than a deck can have.
func readFile(files fs.FS, name, shown string) (format.Found, error) {
	file, err := files.Open(name)
	if err != nil {
		return format.Found{}, err
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, format.MaxSize+1))
	if err != nil {
		return format.Found{}, err
	}
	return format.Read(shown, data)
}

func problem(file, reason string) format.Problem {
	return format.Problem{File: file, Reason: reason}
}
