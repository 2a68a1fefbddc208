package config

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

const example = "../../../config.example.yaml"

// env is an environment of a few variables.
func env(pairs ...string) Env {
	return func(name string) (string, bool) {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1], true
			}
		}
		return "", false
	}
}

// write makes a file and returns its path.
func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestTheExampleIsTheDefaults(t *testing.T) {
	c, err := Load(example, env())
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range options() {
		if c.where[o.path] == "" {
			t.Errorf("%s is not in the example", o.path)
		}
	}
	c.where = nil
	if want := Default(); !reflect.DeepEqual(c, want) {
		t.Errorf("the example sets %+v, the defaults are %+v", c, want)
	}
}

func TestNothingSetIsTheDefaults(t *testing.T) {
	for _, file := range []string{"", write(t, "empty.yaml", ""), write(t, "headings.yaml", "# nothing\ntelegram:\nzone:\n")} {
		c, err := Load(file, env("OVERHOOR_ZONE", ""))
		if err != nil {
			t.Fatal(err)
		}
		c.where = nil
		if !reflect.DeepEqual(c, Default()) {
			t.Errorf("%q sets %+v", file, c)
		}
	}
}

func TestEverySettingComesFromTheEnvironment(t *testing.T) {
	values := map[string]string{
		"language": "en", "zone": "America/New_York", "daily": "07:15", "data": "/d", "decks": "/k", "push.window": "120",
		"round.size": "5", "round.new": "0", "round.reviews": "120",
		"scheduler.model": "fsrs-7", "scheduler.retention": "0.85", "scheduler.longest": "100", "scheduler.steps": "1m, 10m,1h", "scheduler.fuzz": "false",
		"telegram.token": "1:a", "telegram.api_url": "http://127.0.0.1:8099",
		"telegram.webhook.url": "https://quiz.example/t", "telegram.webhook.listen": ":8443", "telegram.webhook.secret": "s-1",
		"discord.token":   "x.y",
		"discord.api_url": "http://127.0.0.1:4720/api/v10/", "discord.guild": "123", "discord.message_content": "true", "discord.shards": "4",
		"redis.url": "redis://127.0.0.1:6379/1", "log.level": "debug",
		"owners": "telegram:12, discord:34", "grading.embedder.url": "http://127.0.0.1:11434/v1",
		"grading.embedder.model": "e", "grading.embedder.key": "k",
		"grading.judge.url": "http://127.0.0.1:11434/v1", "grading.judge.model": "m", "grading.judge.key": "k",
		"grading.judge.budget": "7", "log.format": "json",
	}
	for _, o := range options() {
		want, ok := values[o.path]
		if !ok {
			t.Errorf("%s is not tried", o.path)
		}
		c, err := Load(example, env(o.variable(), want))
		if err != nil || o.get(c) != want {
			t.Errorf("%s = %q gives %q, %v", o.variable(), want, o.get(c), err)
		}
		if c.Where(o.path) != o.variable() {
			t.Errorf("%s was set at %q", o.path, c.Where(o.path))
		}
	}
}

func TestASecretComesFromAFile(t *testing.T) {
	token := write(t, "token", "1:secret\n")
	c, err := Load("", env("OVERHOOR_TELEGRAM_TOKEN_FILE", token))
	if err != nil || c.Telegram.Token != "1:secret" {
		t.Errorf("token %q, %v", c.Telegram.Token, err)
	}
	for _, tt := range []struct{ name, want string }{
		{write(t, "empty", "\n"), "is empty"},
		{filepath.Join(t.TempDir(), "none"), "no such file"},
	} {
		if _, err := Load("", env("OVERHOOR_DISCORD_TOKEN_FILE", tt.name)); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%v, want %q in it", err, tt.want)
		}
	}
	_, err = Load("", env("OVERHOOR_TELEGRAM_TOKEN_FILE", token, "OVERHOOR_TELEGRAM_TOKEN", "2:x"))
	if err == nil || !strings.Contains(err.Error(), "keep one") {
		t.Errorf("both: %v", err)
	}
	if c, err := Load("", env("OVERHOOR_ZONE_FILE", token)); err != nil || c.Zone != Default().Zone {
		t.Errorf("only secrets come from files: %q, %v", c.Zone, err)
	}
}

func TestAllThatIsWrongIsToldAtOnce(t *testing.T) {
	file := write(t, "config.yaml", `langage: en
language: fr
zone: Amsterdam
data: [here]
round:
  size: ten
  new: -1
telegram: 1:abc
discord:
  token: "a secret?"
  guild: school
  message_content: 1
  api_url: discord.com
redis:
  url: hunter2
anything: else
scheduler:
  model: sm-2
  retention: 0.99
  longest: 0.5
  fuzz: 3
  steps: 1h 10m
`)
	_, err := Load(file, env("OVERHOOR_LOG_LEVEL", "loud"))
	want := []string{
		":1:1: langage is no setting: did you mean language?",
		":2:11: language must be one of nl, en",
		":3:7: zone is no time zone: write it as Europe/Amsterdam",
		":4:7: data must be text",
		":6:9: round.size must be a whole number",
		":7:8: round.new must be a whole number from 0 to 1000",
		":8:11: telegram is a section: write its settings below it, indented",
		":10:10: discord.token is no token",
		":11:10: discord.guild must be an ID",
		":12:20: discord.message_content must be true or false",
		":13:12: discord.api_url must be an address that begins with http:// or https://",
		":15:8: redis.url must be an address that begins with redis://",
		":16:1: anything is no setting: config.example.yaml shows them all",
		":18:10: scheduler.model must be one of fsrs-6, fsrs-7",
		":19:14: scheduler.retention must be a number from 0.70 to 0.97",
		":20:12: scheduler.longest must be a whole number",
		":21:9: scheduler.fuzz must be true or false",
		":22:10: scheduler.steps must be at most ten times below a day",
		"OVERHOOR_LOG_LEVEL: must be one of debug, info, warn, error",
	}
	var problems Problems
	if !errors.As(err, &problems) {
		t.Fatalf("%T %v", err, err)
	}
	lines := strings.Split(strings.ReplaceAll(problems.Error(), file, ""), "\n")
	for i, line := range lines {
		if i >= len(want) || !strings.HasPrefix(line, want[i]) {
			t.Errorf("line %d is %q", i, line)
		}
	}
	if len(lines) < len(want) {
		t.Errorf("not told: %q", want[len(lines):])
	}
	for _, secret := range []string{"a secret", "hunter2"} {
		if strings.Contains(err.Error(), secret) {
			t.Errorf("the errors tell %q", secret)
		}
	}
}

func TestTheWebhookIsChecked(t *testing.T) {
	for name, value := range map[string]string{
		"URL": "http://quiz.example", "LISTEN": "8080", "SECRET": "a b",
	} {
		if _, err := Load("", env("OVERHOOR_TELEGRAM_WEBHOOK_"+name, value)); err == nil || strings.Contains(err.Error(), "a b") {
			t.Errorf("%s %q: %v", name, value, err)
		}
	}
}

func TestWhatIsNoYAML(t *testing.T) {
	for text, want := range map[string]string{
		"a: [\n":                             ":1:4: is no YAML",
		"zone: UTC\nzone: UTC\n":             ":2:1: is no YAML: mapping key \"zone\" already defined",
		"- zone\n":                           ":1:1: settings are written as",
		"zone: UTC\n---\nlanguage: en\n":     ":3:",
		"telegram:\n  token: 'hunter2\nx: y": "is no YAML",
	} {
		file := write(t, "c.yaml", text)
		_, err := Load(file, env())
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%q: %v, want %q in it", text, err, want)
		}
	}
	if _, err := Load(filepath.Join(t.TempDir(), "none.yaml"), env()); err == nil || !strings.Contains(err.Error(), "no such file") {
		t.Errorf("no file: %v", err)
	}
}

func TestTheDataFolder(t *testing.T) {
	t.Setenv("HOME", "/home/anna")
	for _, tt := range []struct {
		data string
		env  Env
		want string
	}{
		{"/srv/overhoor", env(), "/srv/overhoor"},
		{"", env("XDG_DATA_HOME", "/xdg"), "/xdg/overhoor"},
		{"", env("XDG_DATA_HOME", "relative"), "/home/anna/.local/share/overhoor"},
		{"", env(), "/home/anna/.local/share/overhoor"},
	} {
		if got, err := (Config{Data: tt.data}).Folder(tt.env); err != nil || filepath.ToSlash(got) != tt.want {
			t.Errorf("Folder of %q is %q, %v, want %q", tt.data, got, err, tt.want)
		}
	}
}

func FuzzLoadNeverPanics(f *testing.F) {
	f.Add("telegram:\n  token: 1:a\n")
	f.Add("a: &x 1\nb: *x\n<<: *x\n? [k]: v\n")
	f.Add("round: {size: 3, new: !!str 4}\n")
	f.Fuzz(func(t *testing.T, text string) {
		c := Default()
		c.where = make(map[string]string)
		_ = c.read("c.yaml", []byte(text)).Error()
	})
}
