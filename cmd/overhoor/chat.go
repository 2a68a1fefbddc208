package main

import (
	"cmp"
	"context"
	"errors"
	"path/filepath"
	"sync"

	"github.com/overhoor/overhoor/adapters/console"
	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/cmd/overhoor/config"
)

// chatCommand is `overhoor chat`.
type chatCommand struct {
	Config string `short:"c" placeholder:"FILE" help:"Settings to read."`
	Group  bool   `help:"Several people in one conversation: lines are \"anna: /quiz crm\"."`
	As     string `placeholder:"NAME" help:"Who you are; each name has a memory of its own."`
	Data   string `placeholder:"FOLDER" help:"Where progress is kept."`
	Decks  string `placeholder:"FOLDER" help:"Decks of your own."`
	Color  string `enum:"auto,always,never" default:"auto" help:"When to colour: auto, always or never."`
}

// Run holds a conversation on the standard input and output.
func (c chatCommand) Run(ctx context.Context, w *world) (err error) {
	cfg, err := config.Load(c.Config, w.env)
	if err != nil {
		return err
	}
	if c.Data != "" {
		cfg.Data = c.Data
	}
	if c.Decks != "" {
		cfg.Decks = c.Decks
	}
	// Who sits at the terminal decides on all decks.
	cfg.Owners += ", " + console.Platform + ":" + cmp.Or(c.As, console.Me)
	h, err := build(ctx, cfg, newLog(config.Log{Level: "warn"}, w), w)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.Close()) }()
	return h.talk(ctx, console.New(console.Config{
		In: w.in, Out: w.out, Name: c.As, Group: c.Group, Greet: c.greeting(), Color: c.color(),
		Commands: h.engine.Commands(), Complete: h.engine.Complete, Log: h.log,
		Pictures: pictures(cfg, w),
	}))
}

// pictures is the folder for them, beside the data.
func pictures(cfg config.Config, w *world) string {
	folder, err := cfg.Folder(w.env)
	if err != nil {
		return "" // with a state elsewhere there need be none
	}
	return filepath.Join(folder, "pictures")
}

// greeting is what the bot answers to before anyone typed.
func (c chatCommand) greeting() string {
	if c.Group {
		return ""
	}
	return "/start"
}

func (c chatCommand) color() console.Color {
	switch c.Color {
	case "always":
		return console.Always
	case "never":
		return console.Never
	}
	return console.Auto
}

// talk holds the conversation, and sends the daily push while it lasts. Pushes
// that a shared store plans are for `overhoor run`.
func (h *house) talk(ctx context.Context, c *console.Console) error {
	ctx, stop := context.WithCancel(ctx)
	var pushing sync.WaitGroup
	pushing.Go(func() { _ = h.fits().Run(ctx) }) // its error is always nil
	if h.cfg.Redis.URL == "" {
		here := map[string]bot.Adapter{console.Platform: c}
		pushing.Go(func() { _ = h.pushes(here).Run(ctx) }) // their error is always nil
		pushing.Go(func() { _ = h.cries(here).Run(ctx) })
	}
	err := c.Run(ctx, h.engine.Handle)
	stop()
	pushing.Wait()
	return err
}
