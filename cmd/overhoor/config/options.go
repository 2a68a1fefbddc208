package config

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// option is one setting.
type option struct {
	path   string // "telegram.token"
	kind   kind
	secret bool // never repeated; may come from the file that its _FILE variable names
	set    func(c *Config, value string) error
	get    func(c Config) string
}

// kind is what a value looks like in YAML.
type kind string

const (
	text   kind = "text"
	number kind = "a whole number"
	share  kind = "a number"
	flag   kind = "true or false"
)

// options is all that can be set.
func options() []option {
	return []option{
		textAt("language", func(c *Config) *string { return &c.Language }, oneOf("nl", "en")),
		textAt("zone", func(c *Config) *string { return &c.Zone }, isZone),
		textAt("daily", func(c *Config) *string { return &c.Daily }, isClock),
		textAt("data", func(c *Config) *string { return &c.Data }, anything),
		textAt("decks", func(c *Config) *string { return &c.Decks }, anything),
		textAt("owners", func(c *Config) *string { return &c.Owners }, isAccounts),
		numberAt("push.window", func(c *Config) *int { return &c.Push.Window }, 0, 900),
		numberAt("round.size", func(c *Config) *int { return &c.Round.Size }, 1, 100),
		numberAt("round.new", func(c *Config) *int { return &c.Round.New }, 0, 1000),
		numberAt("round.reviews", func(c *Config) *int { return &c.Round.Reviews }, 1, 10_000),
		textAt("scheduler.model", func(c *Config) *string { return &c.Scheduler.Model }, oneOf("fsrs-6", "fsrs-7")),
		shareAt("scheduler.retention", func(c *Config) *float64 { return &c.Scheduler.Retention }, 0.70, 0.97),
		numberAt("scheduler.longest", func(c *Config) *int { return &c.Scheduler.Longest }, 1, 36500),
		textAt("scheduler.steps", func(c *Config) *string { return &c.Scheduler.Steps }, isSteps),
		flagAt("scheduler.fuzz", func(c *Config) *bool { return &c.Scheduler.Fuzz }),
		secretAt("telegram.token", func(c *Config) *string { return &c.Telegram.Token }, isToken),
		textAt("telegram.api_url", func(c *Config) *string { return &c.Telegram.APIURL }, isURL("http", "https")),
		textAt("telegram.webhook.url", func(c *Config) *string { return &c.Telegram.Webhook.URL }, isURL("https")),
		textAt("telegram.webhook.listen", func(c *Config) *string { return &c.Telegram.Webhook.Listen }, isListen),
		secretAt("telegram.webhook.secret", func(c *Config) *string { return &c.Telegram.Webhook.Secret }, isHookSecret),
		secretAt("discord.token", func(c *Config) *string { return &c.Discord.Token }, isToken),
		textAt("discord.api_url", func(c *Config) *string { return &c.Discord.APIURL }, isURL("http", "https")),
		textAt("discord.guild", func(c *Config) *string { return &c.Discord.Guild }, isSnowflake),
		flagAt("discord.message_content", func(c *Config) *bool { return &c.Discord.MessageContent }),
		numberAt("discord.shards", func(c *Config) *int { return &c.Discord.Shards }, 0, 10_000),
		secretAt("redis.url", func(c *Config) *string { return &c.Redis.URL }, isURL("redis", "rediss", "unix")),
		textAt("grading.embedder.url", func(c *Config) *string { return &c.Grading.Embedder.URL }, isURL("http", "https")),
		textAt("grading.embedder.model", func(c *Config) *string { return &c.Grading.Embedder.Model }, anything),
		secretAt("grading.embedder.key", func(c *Config) *string { return &c.Grading.Embedder.Key }, anything),
		textAt("grading.judge.url", func(c *Config) *string { return &c.Grading.Judge.URL }, isURL("http", "https")),
		textAt("grading.judge.model", func(c *Config) *string { return &c.Grading.Judge.Model }, anything),
		secretAt("grading.judge.key", func(c *Config) *string { return &c.Grading.Judge.Key }, anything),
		numberAt("grading.judge.budget", func(c *Config) *int { return &c.Grading.Judge.Budget }, 0, 10_000),
		textAt("log.level", func(c *Config) *string { return &c.Log.Level }, oneOf("debug", "info", "warn", "error")),
		textAt("log.format", func(c *Config) *string { return &c.Log.Format }, oneOf("text", "json")),
	}
}

// variable is the option's name in the environment.
func (o option) variable() string {
	return "OVERHOOR_" + strings.ToUpper(strings.ReplaceAll(o.path, ".", "_"))
}

func textAt(path string, at func(*Config) *string, check func(string) error) option {
	return option{
		path: path, kind: text,
		get: func(c Config) string { return *at(&c) },
		set: func(c *Config, value string) error {
			if value != "" {
				if err := check(value); err != nil {
					return err
				}
			}
			*at(c) = value
			return nil
		},
	}
}

func secretAt(path string, at func(*Config) *string, check func(string) error) option {
	o := textAt(path, at, check)
	o.secret = true
	return o
}

func numberAt(path string, at func(*Config) *int, least, most int) option {
	return option{
		path: path, kind: number,
		get: func(c Config) string { return strconv.Itoa(*at(&c)) },
		set: func(c *Config, value string) error {
			n, err := strconv.Atoi(value)
			if err != nil || n < least || n > most {
				return fmt.Errorf("must be a whole number from %d to %d", least, most)
			}
			*at(c) = n
			return nil
		},
	}
}

func shareAt(path string, at func(*Config) *float64, least, most float64) option {
	return option{
		path: path, kind: share,
		get: func(c Config) string { return strconv.FormatFloat(*at(&c), 'f', -1, 64) },
		set: func(c *Config, value string) error {
			x, err := strconv.ParseFloat(value, 64)
			if err != nil || !(x >= least && x <= most) {
				return fmt.Errorf("must be a number from %.2f to %.2f", least, most)
			}
			*at(c) = x
			return nil
		},
	}
}

func flagAt(path string, at func(*Config) *bool) option {
	return option{
		path: path, kind: flag,
		get: func(c Config) string { return strconv.FormatBool(*at(&c)) },
		set: func(c *Config, value string) error {
			on, err := strconv.ParseBool(value)
			if err != nil {
				return errors.New("must be true or false")
			}
			*at(c) = on
			return nil
		},
	}
}

func anything(string) error { return nil }

func oneOf(all ...string) func(string) error {
	return func(value string) error {
		if !slices.Contains(all, value) {
			return fmt.Errorf("must be one of %s", strings.Join(all, ", "))
		}
		return nil
	}
}

func isZone(value string) error {
	if _, err := time.LoadLocation(value); err != nil || value == "Local" {
		return errors.New("is no time zone: write it as Europe/Amsterdam")
	}
	return nil
}

func isClock(value string) error {
	if _, err := time.Parse("15:04", value); err != nil || len(value) != len("08:00") {
		return errors.New("is no time of day: write it as 08:00")
	}
	return nil
}

// isURL never repeats the value: a password may stand in it.
func isURL(schemes ...string) func(string) error {
	return func(value string) error {
		u, err := url.Parse(value)
		if err != nil || !slices.Contains(schemes, u.Scheme) || u.Host+u.Path == "" {
			return fmt.Errorf("must be an address that begins with %s://", strings.Join(schemes, ":// or "))
		}
		return nil
	}
}

func isAccounts(value string) error {
	for _, account := range Accounts(value) {
		platform, id, ok := strings.Cut(account, ":")
		if !ok || !slices.Contains([]string{"telegram", "discord", "console"}, platform) || id == "" {
			return errors.New("must be accounts like telegram:12345, discord:67890, with the platform's number of the person")
		}
	}
	return nil
}

// Accounts are the accounts that a setting names, "telegram:12345" each.
func Accounts(value string) []string { return words(value) }

// words are what stands between commas and blanks.
func words(value string) []string {
	return strings.FieldsFunc(value, func(r rune) bool { return r == ',' || r == ' ' })
}

func isSteps(value string) error {
	before := time.Duration(0)
	steps := Steps(value)
	for _, step := range steps {
		if step <= before || step >= 24*time.Hour || step%time.Second != 0 {
			steps = nil
		}
		before = step
	}
	if len(steps) < 1 || len(steps) > 10 {
		return errors.New("must be at most ten times below a day, the shortest first, like 10m, 1h")
	}
	return nil
}

// Steps are the times that a setting names, "10m" each; what is none is 0.
func Steps(value string) []time.Duration {
	var all []time.Duration
	for _, word := range words(value) {
		step, _ := time.ParseDuration(word)
		all = append(all, step)
	}
	return all
}

// isToken only sees what can't be one: the platform judges the rest.
func isToken(value string) error {
	if strings.ContainsAny(value, " \t\r\n/?#") {
		return errors.New("is no token: copy it once more, without blanks and without what stands around it")
	}
	return nil
}

// isHookSecret knows what Telegram takes for a webhook's secret.
func isHookSecret(value string) error {
	strange := strings.ContainsFunc(value, func(r rune) bool {
		return r != '_' && r != '-' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	})
	if strange || len(value) > 256 {
		return errors.New("must be 1 to 256 of A-Z, a-z, 0-9, _ and -")
	}
	return nil
}

func isListen(value string) error {
	if _, port, err := net.SplitHostPort(value); err != nil || port == "" {
		return errors.New("must be an address of this machine with a port, like 127.0.0.1:8080")
	}
	return nil
}

func isSnowflake(value string) error {
	if strings.Trim(value, "0123456789") != "" {
		return errors.New("must be an ID, which is digits only: switch on Discord's developer mode and copy it")
	}
	return nil
}
