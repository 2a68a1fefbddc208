// Package config reads what an operator set: one YAML file and the
// environment, which goes before it. All that is wrong is told at once, with
// its place. What can be set stands in one table (options.go).
package config

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// Config is all settings.
type Config struct {
	Language string // of a learner whose platform tells none: "nl" or "en"
	Zone     string // IANA name, for learners who chose none
	Daily    string // the hour that learners are offered for their daily cards: "08:00"
	Data     string // folder of the embedded store; "" is the user's data directory
	Decks    string // folder of decks beside the built-in ones; "" is "decks" in the data folder
	Owners   string // who decide on what learners taught any deck: "telegram:123, discord:456"

	Push      Push
	Round     Round
	Scheduler Scheduler
	Telegram  Telegram
	Discord   Discord
	Redis     Redis
	Grading   Grading
	Log       Log

	where map[string]string // by path, where it was set
}

// Push is how daily cards are sent.
type Push struct {
	Window int // seconds that pushes of the same minute are spread over, 0 to 900
}

// Round is how much is asked.
type Round struct {
	Size    int // cards a round, 1 to 100
	New     int // new cards a day and learner, 0 to 1000
	Reviews int // most reviews a day and learner, 1 to 10,000
}

// Scheduler is when cards come back.
type Scheduler struct {
	Model     string  // "fsrs-6" or "fsrs-7"
	Retention float64 // chance of recall at which a card is due, 0.70 to 0.97
	Longest   int     // days after which a card comes back at the latest, 1 to 36500
	Steps     string  // after how long a forgotten card is asked again on that day: "10m, 1h"
	Fuzz      bool    // of the days that are about as good, take the one with least to do
}

// Telegram is the bot's account there.
type Telegram struct {
	Token   string
	APIURL  string
	Webhook Webhook
}

// Webhook is where Telegram brings updates to, in place of our asking.
type Webhook struct {
	URL    string // "https://quiz.example/telegram"; "" polls
	Listen string // where a proxy hands them on to: "127.0.0.1:8080"
	Secret string // "" makes one of the token
}

// Discord is the bot's account there.
type Discord struct {
	Token          string
	APIURL         string
	Guild          string // ID of the one guild that gets the commands at once, for trying
	MessageContent bool   // the privileged intent is on in the developer portal
	Shards         int    // of all processes together; 0 is as many as Discord advises
}

// Redis is where memories are kept when not in the data folder.
type Redis struct {
	URL string
}

// Grading is who judges beside the built-in judge, and only where it is not
// sure.
type Grading struct {
	Embedder Server
	Judge    Judge
}

// Server is a model behind an API like OpenAI's. Without a URL nobody is asked.
type Server struct {
	URL   string // "http://127.0.0.1:11434/v1"
	Model string
	Key   string
}

// Judge is a language model that gives a second opinion.
type Judge struct {
	Server
	Budget int // questions a learner and day, 0 to 10,000
}

// Log is what is logged, and how.
type Log struct {
	Level  string // "debug", "info", "warn" or "error"
	Format string // "text" or "json"
}

// Default is what holds where nothing is set.
func Default() Config {
	return Config{
		Language:  "nl",
		Zone:      "Europe/Amsterdam",
		Daily:     "08:00",
		Round:     Round{Size: 10, New: 10, Reviews: 200},
		Scheduler: Scheduler{Model: "fsrs-6", Retention: 0.9, Longest: 365, Steps: "10m", Fuzz: true},
		Telegram:  Telegram{APIURL: "https://api.telegram.org", Webhook: Webhook{Listen: "127.0.0.1:8080"}},
		Discord:   Discord{APIURL: "https://discord.com/api/v10/"},
		Grading:   Grading{Judge: Judge{Budget: 50}},
		Log:       Log{Level: "info", Format: "text"},
	}
}

// Env looks up a variable, as os.LookupEnv does.
type Env func(name string) (value string, ok bool)

// Load reads the file, "" for none, and the environment. The error is of type
// Problems; what is right is set nevertheless.
func Load(file string, env Env) (Config, error) {
	c := Default()
	c.where = make(map[string]string)
	var problems Problems
	if file != "" {
		text, err := os.ReadFile(file)
		if err != nil {
			problems = append(problems, unreadable(file, err))
		}
		problems = append(problems, c.read(file, text)...)
	}
	problems = append(problems, c.environ(env)...)
	if len(problems) > 0 {
		return c, problems
	}
	return c, nil
}

func unreadable(file string, err error) Problem {
	if errors.Is(err, fs.ErrNotExist) {
		return Problem{Where: file, Text: "there is no such file: copy config.example.yaml, or leave out -c and use the environment"}
	}
	return Problem{Where: file, Text: "can't be read: " + reason(err)}
}

// reason is an error without the path, which stands before it.
func reason(err error) string {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err.Error()
	}
	return err.Error()
}

// Where tells where a setting was made: "config.yaml:3:8", a variable's name,
// or its path when it has its default.
func (c Config) Where(path string) string {
	return cmp.Or(c.where[path], path)
}

// Folder is the data folder.
func (c Config) Folder(env Env) (string, error) {
	if c.Data != "" {
		return c.Data, nil
	}
	if xdg, _ := env("XDG_DATA_HOME"); filepath.IsAbs(xdg) {
		return filepath.Join(xdg, "overhoor"), nil
	}
	if local, _ := env("LocalAppData"); runtime.GOOS == "windows" && local != "" {
		return filepath.Join(local, "overhoor"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", errors.New("where to keep data: no home directory is known: set data (OVERHOOR_DATA)")
	}
	if runtime.GOOS == "darwin" {
		return filepath.Join(home, "Library", "Application Support", "overhoor"), nil
	}
	return filepath.Join(home, ".local", "share", "overhoor"), nil
}

// Problem is one thing that is wrong.
type Problem struct {
	Where string // "config.yaml:3:8" or a variable's name
	Text  string // what is wrong, and what to do
}

// Problems is all that is wrong, in the order of the file.
type Problems []Problem

// Error tells each on a line of its own.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.Where + ": " + p.Text
	}
	return strings.Join(slices.Compact(lines), "\n")
}
