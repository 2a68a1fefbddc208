package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/overhoor/overhoor/adapters/discord/discordtest"
	"github.com/overhoor/overhoor/adapters/telegram/telegramtest"
)

// mistake makes one on a platform or in the settings, for `overhoor check`.
type mistake func(t *testing.T, m *mistaken)

// mistaken is a strict Telegram and a strict Discord, and settings for them.
type mistaken struct {
	telegram *telegramtest.Server
	discord  *discordtest.Server
	env      map[string]string
}

const ourHook = "https://quiz.example.org/telegram"

// hooked has the webhook set as we set it.
func hooked(m *mistaken) {
	m.env["OVERHOOR_TELEGRAM_WEBHOOK_URL"] = ourHook
	m.telegram.Elsewhere(ourHook)
}

// installed is how the bot can be installed.
func installed(installs string) mistake {
	return func(_ *testing.T, m *mistaken) { m.discord.SetPortal(discordtest.Portal{Installs: installs}) }
}

// mistakes are those that docs/telegram.md and docs/discord.md name, by what
// `check` says to them there.
var mistakes = map[string]mistake{
	"the token is refused": func(_ *testing.T, m *mistaken) {
		m.env["OVERHOOR_TELEGRAM_TOKEN"], m.env["OVERHOOR_DISCORD_TOKEN"] = "1:anothers", "anothers"
	},
	"is no token": func(_ *testing.T, m *mistaken) { m.env["OVERHOOR_TELEGRAM_TOKEN"] = "1:a b" },
	"a program polls with this token": func(t *testing.T, m *mistaken) {
		s := serve(t, "2026-11-24T12:00:00+01:00")
		m.env["OVERHOOR_TELEGRAM_TOKEN"], m.env["OVERHOOR_TELEGRAM_API_URL"] = s.telegram.Token, s.telegram.URL
		s.telegram.AwaitRequests(s.ctx, "getUpdates", 1)
	},
	"a webhook is set at …, and telegram.webhook.url is empty": func(_ *testing.T, m *mistaken) { m.telegram.Elsewhere(ourHook) },
	"the webhook is set at … and not at telegram.webhook.url": func(_ *testing.T, m *mistaken) {
		hooked(m)
		m.telegram.Elsewhere("https://other.example.org/telegram")
	},
	"Telegram couldn't bring an update": func(_ *testing.T, m *mistaken) {
		hooked(m)
		m.telegram.Troubled(time.Now().Unix(), "Wrong response from the webhook: 502 Bad Gateway")
	},
	"updates wait for the webhook": func(_ *testing.T, m *mistaken) {
		hooked(m)
		for i := range 100 {
			m.telegram.Say(telegramtest.Private(anna), anna, fmt.Sprint(i))
		}
	},
	"privacy mode is on":                func(*testing.T, *mistaken) {},
	"inline mode is off":                func(_ *testing.T, m *mistaken) { m.telegram.NoInline = true },
	"it can't be taken into groups":     func(_ *testing.T, m *mistaken) { m.telegram.NoGroups = true },
	"the bot can't be added to servers": installed(`{"1":{}}`),
	"the install link lacks the scope …, or the permission …": installed(
		`{"0":{"oauth2_install_params":{"scopes":["bot"],"permissions":"2048"}}}`),
	"the Message Content intent is not granted": func(_ *testing.T, m *mistaken) { m.env["OVERHOOR_DISCORD_MESSAGE_CONTENT"] = "true" },
	"… shards are few for so many servers": func(_ *testing.T, m *mistaken) {
		m.discord.SetStarts(discordtest.Starts{Shards: 4, Remaining: 999, AtOnce: 1})
		m.env["OVERHOOR_DISCORD_SHARDS"] = "2"
	},
	"the bot has connected too often today": func(_ *testing.T, m *mistaken) {
		m.discord.SetStarts(discordtest.Starts{Shards: 1, Reset: time.Hour, AtOnce: 1})
	},
}

var told = regexp.MustCompile("(?m)^\\| `check`: ([^|;]*)")

// What the documents say that `check` says, it says, word by word; "…" stands for
// what differs.
func TestCheckSaysWhatTheDocumentsSay(t *testing.T) {
	t.Parallel()
	found := map[string]bool{}
	for _, platform := range []string{"telegram", "discord"} {
		text, err := os.ReadFile(filepath.Join(root, "docs", platform+".md"))
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range told.FindAllStringSubmatch(string(text), -1) {
			says := strings.TrimSpace(row[1])
			found[says] = true
			t.Run(platform+" "+says, func(t *testing.T) {
				t.Parallel()
				checkSays(t, platform, says)
			})
		}
	}
	for says := range mistakes {
		if !found[says] {
			t.Errorf("no document names %q", says)
		}
	}
}

// checkSays makes the mistake and holds what is said of the platform against the
// document.
func checkSays(t *testing.T, platform, says string) {
	t.Helper()
	make, known := mistakes[says]
	if !known {
		t.Fatal("nobody makes this mistake")
	}
	m := &mistaken{telegram: telegramtest.New(t), discord: discordtest.New(t)}
	m.env = map[string]string{
		"OVERHOOR_DATA":           t.TempDir(),
		"OVERHOOR_TELEGRAM_TOKEN": m.telegram.Token, "OVERHOOR_TELEGRAM_API_URL": m.telegram.URL,
		"OVERHOOR_DISCORD_TOKEN": m.discord.Token, "OVERHOOR_DISCORD_API_URL": m.discord.URL,
	}
	make(t, m)
	var out lockedBuffer
	w := &world{in: strings.NewReader(""), out: &out, err: &out, env: func(name string) (string, bool) {
		value, ok := m.env[name]
		return value, ok
	}}
	overhoor(t.Context(), []string{"check"}, w)
	parts := strings.FieldsFunc(says, func(r rune) bool { return r == '…' })
	for i := range parts {
		parts[i] = regexp.QuoteMeta(strings.TrimSpace(strings.TrimPrefix(parts[i], ", or")))
	}
	want := regexp.MustCompile("(?mi)^.*" + platform + "(?s).*" + strings.Join(parts, "(?s).*"))
	if !want.MatchString(out.String()) {
		t.Errorf("check says\n%s", out.String())
	}
}
