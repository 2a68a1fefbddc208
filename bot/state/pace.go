package state

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/overhoor/overhoor/bot"
)

// limit is a rate under a name.
type limit struct {
	name string
	rate Rate
}

// between is how far apart new messages are that a whole group reads.
const between = 2 * time.Second

// limits are what a platform allows, the narrowest first: who waits for his
// chat holds up nobody else. Telegram takes about 30 messages a second in all,
// one a second in a chat and 20 a minute in a group, edits included; Discord 50
// requests a second. We stay below, bursts included, and say nothing new in a
// group within two seconds.
func limits(platform, chat string, s bot.Sending) []limit {
	all := limit{platform, Pace(platform)}
	here := limit{chatLimit(platform, chat), Rate{Count: 1, Per: between, Burst: 1}}
	minute := limit{groupLimit(platform, chat), Rate{Count: 15, Per: time.Minute, Burst: 5}}
	board := limit{platform + ":scores:" + chat, Rate{Count: 1, Per: between, Burst: 1}}
	fresh := s == bot.SendAll || s == bot.SendAside || s == bot.SendScores
	switch {
	case platform == "telegram" && (s == bot.SendPush || s == bot.SendAnswer):
		here.rate.Per = time.Second
		return []limit{here, all}
	case platform == "telegram" && fresh:
		return []limit{minute.sparing(s), here, all}
	case platform == "telegram":
		return []limit{minute.sparing(s), all}
	case platform == "discord" && fresh:
		return []limit{here, all}
	case platform == "discord" && s == bot.EditScores:
		return []limit{board, all}
	case platform == "discord":
		return []limit{all}
	}
	return nil
}

// sparing is the limit for what leaves some of what may be said at once to the
// verdicts of a round.
func (l limit) sparing(s bot.Sending) limit {
	switch s {
	case bot.SendAside:
		l.rate.Spare = 2
	case bot.SendScores, bot.EditScores:
		l.rate.Spare = 3
	}
	return l
}

// Pace is how fast we send on a platform in all; the zero Rate is for one that
// sets no limit.
func Pace(platform string) Rate {
	switch platform {
	case "telegram":
		return Rate{Count: 25, Per: time.Second, Burst: 5}
	case "discord":
		return Rate{Count: 40, Per: time.Second, Burst: 10}
	}
	return Rate{}
}

// Pace waits until something may be sent to a chat of a platform, at a pace
// that all processes on this state share. It fails only when ctx ends or the
// state can't be reached.
func (s *Store) Pace(ctx context.Context, platform, chat string, how bot.Sending) error {
	for _, l := range limits(platform, chat, how) {
		wait := s.await
		switch {
		case l.name == platform && how == bot.SendPush:
			wait = s.awaitInLine // who is being answered goes past it
		case l.name != platform && how == bot.SendScores:
			wait = s.awaitLast
		}
		if err := wait(ctx, l); err != nil {
			return fmt.Errorf("wait to send on %s: %w", platform, err)
		}
	}
	return nil
}

// Hold lets nobody send on a platform, or in one chat of it if it is named, for
// as long as the platform asks for. All processes on this state obey.
func (s *Store) Hold(ctx context.Context, platform, chat string, d time.Duration) error {
	names := []string{platform}
	if chat != "" {
		names = []string{chatLimit(platform, chat), groupLimit(platform, chat)}
	}
	for _, name := range names {
		if err := s.kernel.Hold(ctx, name, d); err != nil {
			return fmt.Errorf("hold up what is sent on %s: %w", platform, err)
		}
	}
	return nil
}

// Turn waits for one's turn at something that all processes on this state
// together may do once in so long.
func (s *Store) Turn(ctx context.Context, name string, every time.Duration) error {
	if err := s.await(ctx, limit{name, Rate{Count: 1, Per: every, Burst: 1}}); err != nil {
		return fmt.Errorf("wait for a turn at %s: %w", name, err)
	}
	return nil
}

func chatLimit(platform, chat string) string  { return platform + ":" + chat }
func groupLimit(platform, chat string) string { return platform + ":group:" + chat }

// awaitInLine is await for what everyone waits for: of this process only the
// first in line asks, again and again, and who came first goes first.
func (s *Store) awaitInLine(ctx context.Context, l limit) error {
	first := s.lines.of(l.name)
	select {
	case <-ctx.Done():
		return ctx.Err()
	case first <- struct{}{}:
	}
	defer func() { <-first }()
	return s.await(ctx, l)
}

// lines is a line for each of some names: who puts something in its channel is
// the first.
type lines struct {
	mu     sync.Mutex
	byName map[string]chan struct{}
}

func (l *lines) of(name string) chan struct{} {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.byName == nil {
		l.byName = make(map[string]chan struct{})
	}
	if l.byName[name] == nil {
		l.byName[name] = make(chan struct{}, 1)
	}
	return l.byName[name]
}

func (s *Store) await(ctx context.Context, l limit) error {
	for {
		wait, err := s.kernel.Allow(ctx, l.name, l.rate)
		if err != nil || wait <= 0 {
			return err
		}
		if err := sleep(ctx, wait); err != nil {
			return err
		}
	}
}

// How long awaitLast steps back for others, and how often.
const (
	stepBack  = 500 * time.Millisecond
	stepsBack = 5
)

// awaitLast is await for what can wait: it comes a little after others that ask at
// the same moment, or were told to wait as long, and so goes behind them. It
// doesn't for ever.
func (s *Store) awaitLast(ctx context.Context, l limit) error {
	wait := time.Duration(0)
	for range stepsBack {
		if err := sleep(ctx, wait+stepBack); err != nil {
			return err
		}
		var err error
		if wait, err = s.kernel.Allow(ctx, l.name, l.rate); err != nil || wait <= 0 {
			return err
		}
	}
	return s.await(ctx, l)
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
