package bench

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

// roundReport is what was found.
type roundReport struct {
	RoundOptions
	took             time.Duration
	rounds, cards    int
	wins             int
	said             map[string]int
	verdicts         []time.Duration // from an answer to its verdict, the quickest first
	stale            int
	kills, again     int
	ownCPU, redisCPU time.Duration
	broken           []string
}

// add takes in what a class has played.
func (r *roundReport) add(k *class) {
	r.rounds++
	r.cards += len(k.cards)
	for _, wins := range k.wins {
		r.wins += wins
	}
	r.broken = append(r.broken, k.broken...)
}

// count looks at all verdicts.
func (r *roundReport) count(c *crew) {
	r.verdicts = slices.Sorted(slices.Values(c.took))
	r.said, r.stale, r.kills, r.again, r.ownCPU = c.said, c.stale, c.kills, c.again, c.cpu
}

// within is in how much time so many of 100 verdicts came.
func (r *roundReport) within(percent int) time.Duration {
	n := len(r.verdicts)
	if n == 0 {
		return 0
	}
	return r.verdicts[min(n-1, n*percent/100)]
}

// verdict is an error when a promise was broken.
func (r *roundReport) verdict() error {
	if n := len(r.broken); n > 0 {
		return fmt.Errorf("%d promises were not kept:\n%s", n, strings.Join(r.broken[:min(n, 10)], "\n"))
	}
	if late := r.within(99); r.Limit > 0 && late > r.Limit {
		return fmt.Errorf("99 of 100 verdicts came within %s, want %s", late.Round(10*time.Microsecond), r.Limit)
	}
	return nil
}

// write prints the table.
func (r *roundReport) write(out io.Writer) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	row := func(name, format string, args ...any) { fmt.Fprintf(w, "%s\t%s\n", name, fmt.Sprintf(format, args...)) }
	answers := len(r.verdicts)
	row("groups", "%d at a time, of %d members", r.Groups, r.Members)
	row("rounds", "%d of %d cards", r.rounds, r.Cards)
	row("replicas", "%d, killed %d times", r.Replicas, r.kills)
	row("answers", "%s: first %s, right too %s, wrong %s, talk %s", grouped(answers), grouped(r.said[Won]),
		grouped(r.said[Late]), grouped(r.said[Wrong]), grouped(r.said[Other]))
	row("answers a second", "%.0f", float64(answers)/max(r.took.Seconds(), 1e-9))
	if r.Mode == Race {
		row("winners", "%d of %d cards", r.wins, r.cards)
	}
	row("sent again", "%d, that a killed replica had", r.again)
	row("begun anew", "%d times, as another replica came first", r.stale)
	ms := func(d time.Duration) string { return fmt.Sprintf("%.1f ms", d.Seconds()*1000) }
	row("answer to verdict", "half %s, 95 %% %s, 99 %% %s, the last %s", ms(r.within(50)), ms(r.within(95)), ms(r.within(99)), ms(r.within(100)))
	each := func(d time.Duration) time.Duration {
		return (d / time.Duration(max(answers, 1))).Round(time.Microsecond)
	}
	row("processor an answer", "%s: replicas %s, Redis %s", each(r.ownCPU+r.redisCPU), each(r.ownCPU), each(r.redisCPU))
	row("promises broken", "%d", len(r.broken))
	_ = w.Flush()
}
