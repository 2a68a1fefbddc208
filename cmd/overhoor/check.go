package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/overhoor/overhoor/adapters/discord"
	"github.com/overhoor/overhoor/adapters/telegram"
	"github.com/overhoor/overhoor/bot/state/redis"
	"github.com/overhoor/overhoor/cmd/overhoor/config"
)

// checkCommand is `overhoor check`.
type checkCommand struct {
	Config string `short:"c" placeholder:"FILE" help:"Settings to check; without it those of the environment."`
}

// patience is how long a server may take to answer.
const patience = 10 * time.Second

// Run looks at everything and tells all that is wrong.
func (c checkCommand) Run(ctx context.Context, w *world) error {
	cfg, err := config.Load(c.Config, w.env)
	r := &report{ctx: ctx, cfg: cfg, world: w}
	var wrong config.Problems
	if errors.As(err, &wrong) {
		for _, p := range wrong {
			r.bad(p.Where, errors.New(p.Text))
		}
	}
	r.clock()
	r.decks()
	r.keeping()
	r.judge()
	r.telegram()
	r.discord()
	if r.problems > 0 {
		fmt.Fprintf(w.err, "%d to mend\n", r.problems)
		return errTold
	}
	fmt.Fprintln(w.out, "all is well")
	return nil
}

// report tells what is well on the output and what is wrong on the error
// stream.
type report struct {
	ctx      context.Context
	cfg      config.Config
	world    *world
	problems int
}

func (r *report) bad(where string, err error) {
	r.problems++
	tellLine(r.world.err, where, err.Error())
}

func (r *report) good(what, how string) { tellLine(r.world.out, what, how) }

func tellLine(to io.Writer, where, what string) {
	if where != "" {
		where += ": "
	}
	fmt.Fprintf(to, "%s%s\n", where, what)
}

func (r *report) clock() {
	if _, err := newClock(r.world.env); err != nil {
		r.bad("", err)
	}
}

func (r *report) decks() {
	folder, err := r.cfg.Folder(r.world.env)
	if err != nil {
		r.bad(r.cfg.Where("data"), err)
		return
	}
	shelf, problems, err := loadDecks(r.cfg.Decks, folder)
	for _, p := range problems {
		r.bad("", errors.New(p.String()))
	}
	if err != nil {
		r.bad(r.cfg.Where("decks"), err)
		return
	}
	cards := 0
	for _, d := range shelf.Decks() {
		cards += len(d.Cards)
	}
	r.good("decks", fmt.Sprintf("%d with %d cards", len(shelf.Decks()), cards))
}

// keeping checks that progress can be kept. The embedded store isn't opened:
// it may be serving just now.
func (r *report) keeping() {
	if r.cfg.Redis.URL == "" {
		r.folder()
		return
	}
	ctx, cancel := context.WithTimeout(r.ctx, patience)
	defer cancel()
	kernel, err := redis.Open(ctx, r.cfg.Redis.URL)
	if err != nil {
		r.bad(r.cfg.Where("redis.url"), fmt.Errorf("%w: start it, or mend the address", err))
		return
	}
	if err := kernel.Close(); err != nil {
		r.bad(r.cfg.Where("redis.url"), err)
		return
	}
	r.good("redis", "answers")
}

// folder checks that we can write to the data folder.
func (r *report) folder() {
	folder, err := r.cfg.Folder(r.world.env)
	if err != nil {
		return // told with the decks
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		r.bad(r.cfg.Where("data"), fmt.Errorf("%w: choose a folder that can be made", err))
		return
	}
	f, err := os.CreateTemp(folder, ".check-*")
	if err != nil {
		r.bad(r.cfg.Where("data"), fmt.Errorf("%w: choose a folder that can be written to", err))
		return
	}
	_ = f.Close()
	_ = os.Remove(f.Name())
	r.good("data", folder+" (the embedded store)")
}

// judge checks the settings of the second judge; asking it costs money.
func (r *report) judge() {
	if _, err := (&house{cfg: r.cfg}).adviser(); err != nil {
		r.bad("", err)
	}
}

func (r *report) telegram() {
	r.platform("telegram", r.cfg.Telegram.Token, func(ctx context.Context) (string, error) {
		a, err := telegram.New(ctx, telegram.Config{
			Token: r.cfg.Telegram.Token, APIURL: r.cfg.Telegram.APIURL, Webhook: telegram.Webhook(r.cfg.Telegram.Webhook)})
		if err != nil {
			return "", err
		}
		faults, notes, err := a.Faults(ctx)
		if err != nil {
			return "", err
		}
		for _, fault := range faults {
			r.bad("telegram", errors.New(fault))
		}
		for _, note := range notes {
			r.good("telegram", note)
		}
		return a.Check(ctx)
	})
}

func (r *report) discord() {
	r.platform("discord", r.cfg.Discord.Token, func(ctx context.Context) (string, error) {
		a, err := discord.New(ctx, discord.Config{
			Token: r.cfg.Discord.Token, APIURL: r.cfg.Discord.APIURL, MessageContent: r.cfg.Discord.MessageContent,
			Shards: r.cfg.Discord.Shards})
		if err != nil {
			return "", err
		}
		faults, err := a.Faults(ctx)
		if err != nil {
			return "", err
		}
		for _, fault := range faults {
			r.bad("discord", errors.New(fault))
		}
		return a.Check(ctx)
	})
}

// platform asks a platform who the token belongs to.
func (r *report) platform(name, token string, ask func(context.Context) (string, error)) {
	if token == "" {
		r.good(name, "left out: no token")
		return
	}
	ctx, cancel := context.WithTimeout(r.ctx, patience)
	defer cancel()
	self, err := ask(ctx)
	if err != nil {
		r.bad(r.cfg.Where(name+".token"), err)
		return
	}
	r.good(name, "we are "+self)
}
