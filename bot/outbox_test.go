package bot_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/overhoor/overhoor/bot"
)

// counter is an outbox whose turns come every two seconds, and what it said.
type counter struct {
	bot.Outbox
	mu   sync.Mutex
	said []string // with the second it was said in
}

func newCounter() *counter {
	c := &counter{}
	next := map[string]time.Time{}
	c.Turn = func(ctx context.Context, to bot.Place, _ bool) {
		c.mu.Lock()
		wait := max(0, time.Until(next[to.Chat]))
		c.mu.Unlock()
		select {
		case <-ctx.Done():
		case <-time.After(wait):
			c.mu.Lock()
			next[to.Chat] = time.Now().Add(2 * time.Second)
			c.mu.Unlock()
		}
	}
	return c
}

func (c *counter) put(ctx context.Context, what string, p bot.Parcel) bool {
	begun := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC) // of the bubble
	p.Say = func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.said = append(c.said, fmt.Sprintf("%s %.0f", what, time.Since(begun).Seconds()))
	}
	return c.Put(ctx, class, p)
}

// What is said in a place comes in its order, what a round waits for first, and
// each new thing in its turn.
func TestWhatIsSaidTakesTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCounter()
		put := func(what string, p bot.Parcel) { c.put(t.Context(), what, p) }
		put("question", bot.Parcel{Urgent: true})
		pass(time.Second)
		put("chatter", bot.Parcel{})
		put("more", bot.Parcel{})
		pass(500 * time.Millisecond) // the first of them waits for its turn
		put("edit", bot.Parcel{Urgent: true, Free: true})
		put("verdict", bot.Parcel{Urgent: true})
		put("end", bot.Parcel{Urgent: true})
		pass(time.Millisecond)
		put("whisper", bot.Parcel{Free: true})
		c.Wait()
		want := "question 0, edit 2, verdict 2, end 4, chatter 6, more 8, whisper 8"
		if got := strings.Join(c.said, ", "); got != want {
			t.Errorf("said %s, want %s", got, want)
		}
	})
}

// Too much chatter is left out, a verdict never; and when all ends, what waits is
// tried at once.
func TestWhatComesFarTooLateIsLeftOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCounter()
		ctx, cancel := context.WithCancel(t.Context())
		c.put(ctx, "question", bot.Parcel{Urgent: true})
		pass(time.Second)
		kept := 0
		for range 300 {
			if c.put(ctx, "chatter", bot.Parcel{}) {
				kept++
			}
		}
		if kept != 30 || !c.put(ctx, "verdict", bot.Parcel{Urgent: true}) {
			t.Errorf("%d of chatter are kept", kept)
		}
		pass(3 * time.Second)
		cancel()
		c.Wait()
		if len(c.said) != kept+2 || c.said[1] != "verdict 2" {
			t.Errorf("%d are said, the first of them %q", len(c.said), c.said[:3])
		}
	})
}
