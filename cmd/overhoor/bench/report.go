package bench

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"text/tabwriter"
	"time"

	"github.com/overhoor/overhoor/bot/state"
)

// report is what was found.
type report struct {
	Options
	seeded
	kept     int64 // bytes that the pushes left behind
	redisCPU time.Duration
	ownCPU   time.Duration // of all replicas

	kills, inFlight       int
	messages, stray       int
	missed, twice         int
	busy                  time.Duration // of the longest stretch without a gap of a second
	inBusy                int           // messages in it
	peak                  int           // messages in the busiest second
	median, last, longest time.Duration // until a message came, from the start
	failed                error
}

// count looks at what arrived.
func (r *report) count(f *fleet) {
	t := f.tally
	t.mu.Lock()
	defer t.mu.Unlock()
	r.kills, r.inFlight, r.ownCPU = f.kills, f.inFlight, f.cpu
	r.messages, r.stray = len(t.times), t.stray
	for _, n := range t.arrived {
		r.missed += max(0, 1-int(n))
		r.twice += max(0, int(n)-1)
	}
	slices.SortFunc(t.times, time.Time.Compare)
	begin, first := 0, 0 // of a stretch, and of the second that ends with a message
	for i, at := range t.times {
		if i > 0 && at.Sub(t.times[i-1]) > time.Second {
			begin = i
		}
		if n := i - begin; n > r.inBusy {
			r.inBusy, r.busy = n, at.Sub(t.times[begin])
		}
		for at.Sub(t.times[first]) >= time.Second {
			first++
		}
		r.peak = max(r.peak, i-first+1)
	}
	if n := len(t.times); n > 0 {
		r.median, r.last = t.times[n/2].Sub(f.start), t.times[n*99/100].Sub(f.start)
		r.longest = t.times[n-1].Sub(f.start)
	}
}

// verdict is an error when a promise was broken.
func (r *report) verdict() error {
	if r.missed > 0 || r.stray > 0 || r.twice > r.inFlight {
		return fmt.Errorf("%d learners were never pushed, %d who weren't due were, %d messages came twice of %d in flight at a kill",
			r.missed, r.stray, r.twice, r.inFlight)
	}
	return nil
}

// write prints the table.
func (r *report) write(out io.Writer) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	row := func(name, format string, args ...any) { fmt.Fprintf(w, "%s\t%s\n", name, fmt.Sprintf(format, args...)) }
	learners := float64(max(r.Learners, 1))
	row("learners", "%s of %d cards, made in %s", grouped(r.Learners), r.Cards, r.took.Round(time.Second))
	row("bytes a learner", "%.0f: profile %.0f, cards %.0f, planned push %.0f",
		float64(r.profiles+r.cards+r.queue)/learners, float64(r.profiles)/learners,
		float64(r.cards)/learners, float64(r.queue)/learners)
	row("bytes a card", "%.1f", float64(r.cards)/learners/float64(max(r.Cards, 1)))
	row("bytes a push leaves", "%.0f", float64(r.kept)/float64(max(r.Due, 1)))
	row("due", "%s", grouped(r.Due))
	row("replicas", "%d, killed %d times", r.Replicas, r.kills)
	row("pushed", "%s", grouped(r.Due-r.missed))
	row("never pushed", "%d", r.missed)
	row("pushed twice", "%d, of %d messages in flight at kills", r.twice, r.inFlight)
	rate := float64(r.inBusy) / max(r.busy.Seconds(), 1e-9)
	row("pushes a second", "%.1f in the %.1f s until the queue ran dry; in the busiest second %d",
		rate, r.busy.Seconds(), r.peak)
	if r.Paced {
		pace := state.Pace(platformName)
		row("of the pace", "%.1f %% of %d a second", 100*rate*pace.Per.Seconds()/float64(pace.Count), pace.Count)
	}
	each := func(d time.Duration) time.Duration {
		return (d / time.Duration(max(r.messages, 1))).Round(time.Microsecond)
	}
	row("processor a push", "%s: replicas %s, Redis %s", each(r.ownCPU+r.redisCPU), each(r.ownCPU), each(r.redisCPU))
	row("waited", "half %.1f s, 99 %% %.1f s, the last %.1f s", r.median.Seconds(), r.last.Seconds(), r.longest.Seconds())
	_ = w.Flush()
}

// grouped writes a number with its thousands apart: 1,000,000.
func grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
