package discord

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/overhoor/overhoor/adapters/discord/discordtest"
	"github.com/overhoor/overhoor/bot"
)

func menu() []bot.Command {
	return []bot.Command{
		{Name: "quiz", About: map[string]string{"en": "Quiz me", "nl": "Overhoor me", "xx": "no such locale"},
			Arg: &bot.Argument{Name: "deck", About: map[string]string{"en": strings.Repeat("long ", 50)}, Complete: true}},
		{Name: "stop", About: map[string]string{"nl": "Stop"}, File: &bot.Argument{Name: "file", About: map[string]string{"en": "A file"}}},
	}
}

// register runs an adapter until its commands were looked at, and tells what
// was registered then.
func register(t *testing.T, guild string, commands []bot.Command, known []json.RawMessage) (*bench, []json.RawMessage) {
	b := newBench(t, func(c *Config) { c.Commands, c.Guild = commands, guild })
	var texts []string
	for _, k := range known {
		texts = append(texts, string(k))
	}
	b.SetCommands(texts...)
	b.run(teacher)
	b.Requests(b.ctx, "/commands", 1)
	if err := b.end(); err != nil {
		t.Fatal(err)
	}
	return b, b.Commands()
}

func TestCommandsAreRegisteredOnce(t *testing.T) {
	t.Parallel()
	foreign := json.RawMessage(`{"id":"77","application_id":"1","version":"2","type":3,"name":"Overhoor dit","default_member_permissions":null}`)
	b, first := register(t, "", menu(), []json.RawMessage{foreign})
	if n := b.Count("PUT /applications/" + b.App + "/commands"); n != 1 || len(first) != 3 {
		t.Fatalf("%d overwrites, %d commands: %s", n, len(first), first)
	}
	if !strings.Contains(string(first[0]), "Overhoor dit") {
		t.Errorf("another kind of command is lost: %s", first)
	}
	var quiz command
	if err := json.Unmarshal(first[1], &quiz); err != nil {
		t.Fatal(err)
	}
	if quiz.Local["nl"] != "Overhoor me" || len(quiz.Local) != 1 || !quiz.Options[0].Autocomplete {
		t.Errorf("%+v", quiz)
	}
	b, _ = register(t, "", menu(), first)
	if n := b.Count("PUT"); n != 0 {
		t.Errorf("%d overwrites of what hadn't changed", n)
	}
	changed := menu()
	changed[1].About["nl"] = "Stop ermee"
	b, _ = register(t, "", changed, first)
	if n := b.Count("PUT"); n != 1 {
		t.Errorf("%d overwrites of what had changed", n)
	}
}

func TestCommandsOfOneGuild(t *testing.T) {
	t.Parallel()
	b, _ := register(t, "55", menu(), nil)
	if n := b.Count("PUT /applications/" + b.App + "/guilds/55/commands"); n != 1 {
		t.Errorf("%d overwrites", n)
	}
}

func TestCommandsAreTriedAgain(t *testing.T) {
	t.Parallel()
	b := newBench(t, func(c *Config) { c.Commands = menu() })
	b.Fail(discordtest.Failure{Path: "GET /applications", Status: 403, Code: 50001, Times: 1})
	b.run(teacher)
	b.Requests(b.ctx, "GET /applications", 1)
	b.Forget()
	b.Drop()
	b.Requests(b.ctx, "PUT /applications", 1)
}
