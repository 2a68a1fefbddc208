package state_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/bot/state"
)

// In a quick round a right answer comes three to six seconds after its question,
// somebody chatters with us every second, and each verdict changes the scoreboard.
// A verdict, with which the next question comes, waits for the pace of its platform
// at most, and for nothing else.
func TestAWinningAnswerWaitsForNoChatter(t *testing.T) {
	for _, platform := range []string{"discord", "telegram"} {
		for _, chatter := range []bool{false, true} {
			synctest.Test(t, func(t *testing.T) {
				waits := quickRound(t, platform, chatter)
				slices.Sort(waits)
				half, most, longest := waits[len(waits)/2], waits[len(waits)-2], waits[len(waits)-1]
				t.Logf("%s, chatter %t: a verdict waited %s, %s at most, and once %s", platform, chatter, half, most, longest)
				// Once the scoreboard, which had to wait for long, may come in between.
				if most > 2*time.Second || longest > 4*time.Second || !chatter && half > 0 {
					t.Errorf("%s, chatter %t: verdicts waited %v", platform, chatter, waits)
				}
			})
		}
	}
}

// quickRound plays fifty cards and returns how long each verdict waited.
func quickRound(t *testing.T, platform string, chatter bool) []time.Duration {
	ctx, cancel := context.WithCancel(t.Context())
	s, place := state.New(inMemory(t)), bot.Place{Platform: platform, Chat: "-5", Group: true}
	pace := func(ctx context.Context, how bot.Sending) error { return s.Pace(ctx, platform, place.Chat, how) }
	out := &bot.Outbox{Turn: func(ctx context.Context, to bot.Place, urgent bool) {
		_ = pace(ctx, bot.Message{Urgent: urgent}.Sending(to)) // it fails when ctx ends
	}}
	defer out.Wait()
	defer cancel()
	if chatter {
		go func() {
			for tick := time.NewTicker(time.Second); ; {
				out.Put(ctx, place, bot.Parcel{Say: func() {}})
				select {
				case <-ctx.Done():
					return
				case <-tick.C:
				}
			}
		}()
	}
	random, points := rand.New(rand.NewPCG(1, 2)), make(chan bool, 1)
	go func() {
		for how := bot.SendScores; ; how = bot.EditScores {
			select {
			case <-ctx.Done():
				return
			case <-points:
			}
			if pace(ctx, how) != nil {
				return
			}
		}
	}()
	var waits []time.Duration
	for range 50 {
		time.Sleep(3*time.Second + time.Duration(random.IntN(3000))*time.Millisecond)
		said, won := make(chan bool), time.Now()
		select {
		case points <- true: // with the verdict, and none goes before it
		default: // the scoreboard waits already
		}
		synctest.Wait()
		out.Put(ctx, place, bot.Parcel{Urgent: true, Say: func() { close(said) }})
		<-said
		waits = append(waits, time.Since(won))
	}
	return waits
}
