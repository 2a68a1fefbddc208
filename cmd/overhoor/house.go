package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"path/filepath"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/bot/fetch"
	"github.com/overhoor/overhoor/bot/grade"
	"github.com/overhoor/overhoor/bot/state"
	"github.com/overhoor/overhoor/bot/state/file"
	"github.com/overhoor/overhoor/bot/state/redis"
	"github.com/overhoor/overhoor/cmd/overhoor/config"
	"github.com/overhoor/overhoor/decks"
	"github.com/overhoor/overhoor/decks/format"
	"github.com/overhoor/overhoor/decks/library"
	"github.com/overhoor/overhoor/scheduler"
	"github.com/overhoor/overhoor/scheduler/daily"
)

// house is what every conversation needs, on whatever platform.
type house struct {
	cfg    config.Config
	log    *slog.Logger
	now    func() time.Time
	store  *state.Store
	engine *bot.Engine
	chores errgroup.Group // what the engine does in the background

	// turn waits for a turn to send on a platform.
	turn func(ctx context.Context, platform, chat string, s bot.Sending) error
}

// mostChores is how many chores there are at once; a reply waits for one more.
const mostChores = 16

// build makes it all ready. The house is to be closed.
func build(ctx context.Context, cfg config.Config, log *slog.Logger, w *world) (*house, error) {
	h := &house{cfg: cfg, log: log}
	var err error
	if h.now, err = newClock(w.env); err != nil {
		return nil, err
	}
	folder, err := cfg.Folder(w.env)
	if err != nil {
		return nil, err
	}
	if h.store, err = openStore(ctx, cfg, folder, log); err != nil {
		return nil, err
	}
	h.turn = h.store.Pace
	h.chores.SetLimit(mostChores)
	h.store.Window = time.Duration(cfg.Push.Window) * time.Second
	if h.engine, err = h.buildEngine(folder); err != nil {
		return nil, errors.Join(err, h.store.Close())
	}
	return h, nil
}

// Close finishes what is done in the background, and ends the use of the store.
func (h *house) Close() error { return errors.Join(h.chores.Wait(), h.store.Close()) }

// background does something while its reply is on its way, or at once when
// there is too much of it.
func (h *house) background(do func(context.Context)) {
	chore := func() error {
		ctx, cancel := context.WithTimeout(context.Background(), bot.Lease)
		defer cancel()
		do(ctx)
		return nil
	}
	if !h.chores.TryGo(chore) {
		_ = chore() // it has no error
	}
}

// openStore opens Redis, or the embedded store in the data folder.
func openStore(ctx context.Context, cfg config.Config, folder string, log *slog.Logger) (*state.Store, error) {
	if cfg.Redis.URL != "" {
		kernel, err := redis.Open(ctx, cfg.Redis.URL)
		if err != nil {
			return nil, fmt.Errorf("%w (set at %s)", err, cfg.Where("redis.url"))
		}
		log.Info("progress is kept in Redis")
		return state.New(kernel), nil
	}
	path := filepath.Join(folder, "overhoor.db")
	kernel, err := file.Open(path)
	if err != nil {
		return nil, err
	}
	log.Info("progress is kept in the embedded store, for this one process; redis.url would share it", slog.String("file", path))
	return state.New(kernel), nil
}

// buildEngine makes the quiz over the store and all decks.
func (h *house) buildEngine(folder string) (*bot.Engine, error) {
	shelf, problems, err := loadDecks(h.cfg.Decks, folder)
	if err != nil {
		return nil, err
	}
	for _, p := range problems {
		h.log.Warn("deck", slog.String("problem", p.String()))
	}
	set := h.cfg.Scheduler
	memory, err := scheduler.New(scheduler.Settings{
		Model: set.Model, Retention: set.Retention, Longest: set.Longest,
		Steps: config.Steps(set.Steps), Fuzz: set.Fuzz,
	})
	if err != nil {
		return nil, err
	}
	advise, err := h.adviser()
	if err != nil {
		return nil, err
	}
	liken, err := h.likener()
	if err != nil {
		return nil, err
	}
	fresh := h.cfg.Round.New
	if fresh == 0 {
		fresh = -1 // none
	}
	return bot.New(bot.Config{
		Store:     h.store,
		Library:   shelf,
		Compile:   func(d *decks.Deck) bot.Grader { return grade.Compile(d) },
		Scheduler: memory,
		Answers:   h.store,
		Liken:     liken,
		Advise:    advise,
		Fetch:     fetch.New().Get,
		ReadDeck:  readSent,
		WriteDeck: writeSent,
		Owners:    accounts(h.cfg.Owners),

		Background: h.background,

		Now:       h.now,
		Log:       h.log,
		Zone:      h.cfg.Zone,
		Daily:     h.cfg.Daily,
		Lang:      h.cfg.Language,
		RoundSize: h.cfg.Round.Size,
		NewPerDay: fresh,
		ReviewCap: h.cfg.Round.Reviews,
	})
}

// loadDecks loads the built-in decks and those of the operator's folder, by
// default "decks" in the data folder, which need not be there. An operator's
// deck takes the place of a built-in one with its ID.
func loadDecks(folder, data string) (*decks.Library, []format.Problem, error) {
	builtIn, err := library.Load()
	if err != nil {
		return nil, nil, err
	}
	chosen := folder != ""
	if !chosen {
		folder = filepath.Join(data, "decks")
	}
	own, problems, err := library.Folder(folder)
	if err != nil && (chosen || !errors.Is(err, fs.ErrNotExist)) {
		return nil, problems, err
	}
	all := slices.Clone(own)
	for _, d := range builtIn {
		if !slices.ContainsFunc(own, func(o *decks.Deck) bool { return o.ID == d.ID }) {
			all = append(all, d)
		}
	}
	shelf, err := decks.NewLibrary(all...)
	return shelf, problems, err
}

// pushes hands each learner's daily push to the adapter of his platform.
func (h *house) pushes(adapters map[string]bot.Adapter) *daily.Runner {
	return &daily.Runner{
		Queue:  h.store.Pushes(),
		Sender: &bot.Courier{Engine: h.engine, Adapters: adapters},
		Now:    h.now,
		Log:    h.log,
	}
}

// fits fits learners' schedules to them, one at a time: it can wait.
func (h *house) fits() *daily.Runner {
	return &daily.Runner{
		Queue:  h.store.Fits(),
		Sender: bot.Tailor{Engine: h.engine},
		Now:    h.now,
		Log:    h.log.With(slog.String("queue", "fit")),
		Every:  time.Minute,
		Lease:  10 * time.Minute,
		Hands:  1,
	}
}

// cries hands what each group is told at its hours to the adapter of its
// platform.
func (h *house) cries(adapters map[string]bot.Adapter) *daily.Runner {
	return &daily.Runner{
		Queue:  h.store.Groups(),
		Sender: &bot.Crier{Engine: h.engine, Adapters: adapters},
		Now:    h.now,
		Log:    h.log.With(slog.String("queue", "groups")),
	}
}

// newLog writes to the world's error stream.
func newLog(set config.Log, w *world) *slog.Logger {
	var level slog.Level
	_ = level.UnmarshalText([]byte(set.Level)) // checked with the configuration
	options := &slog.HandlerOptions{Level: level}
	if set.Format == "json" {
		return slog.New(slog.NewJSONHandler(w.err, options))
	}
	return slog.New(slog.NewTextHandler(w.err, options))
}
