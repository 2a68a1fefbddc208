package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"text/tabwriter"

	"golang.org/x/sync/errgroup"

	"github.com/overhoor/overhoor/bot/chart"
	"github.com/overhoor/overhoor/scheduler/exam"
	"github.com/overhoor/overhoor/scheduler/simulate"
)

// simulateCommand is `overhoor simulate`.
type simulateCommand struct {
	Learners int      `default:"480" help:"How many learners (default ${default})."`
	Seed     uint64   `default:"1" help:"Where all luck comes from (default ${default})."`
	Minutes  []int    `default:"10,20,40" help:"Minutes a day (default ${default})."`
	Days     []int    `default:"14,28,42,56" help:"Days until the exam (default ${default})."`
	Cards    []int    `default:"50,100,200,300" help:"Cards in the deck (default ${default})."`
	Cram     int      `default:"3" help:"How many times the daily minutes a crammer studies on a day at most (default ${default})."`
	Policy   []string `placeholder:"NAME" help:"Only these ways to study, beside the plan: fsrs, sm-2, leitner, cramming, plan-lite, fsrs-due."`
	Picture  string   `placeholder:"FILE" help:"Also draw the result, as a PNG."`
}

// study is all that was simulated.
type study struct {
	cases    []simulate.Case
	policies []simulate.Policy // the plan first
	results  map[simulate.Policy][]simulate.Result
}

// Run simulates and prints.
func (c simulateCommand) Run(ctx context.Context, w *world) error {
	policies, err := c.policies()
	if err != nil {
		return err
	}
	s, err := c.study(ctx, policies)
	if err != nil {
		return err
	}
	pace := exam.Typing()
	fmt.Fprintf(w.out, `%d learners with 10 to 30 %% of days missed, seed %d.
A card takes %.0f s, forgotten %.0f s, new %.0f s. The first five ways use the same
minutes; plan-lite asks what is worth its time, fsrs-due what is due.

`, c.Learners, c.Seed, pace.Recalled.Seconds(), pace.Forgotten.Seconds(), pace.New.Seconds())
	s.table(w.out)
	s.cells(w.out)
	s.said(w.out)
	if c.Picture == "" {
		return nil
	}
	return s.draw(c.Picture)
}

// policies are those that are wanted; numbers that make no sense are an error.
func (c simulateCommand) policies() ([]simulate.Policy, error) {
	for what, numbers := range map[string][]int{
		"--learners": {c.Learners}, "--minutes": c.Minutes, "--days": c.Days, "--cards": c.Cards,
		"--cram": {c.Cram},
	} {
		if len(numbers) == 0 || slices.Min(numbers) < 1 || slices.Max(numbers) > 100000 {
			return nil, fmt.Errorf("%s: give numbers from 1 to 100000", what)
		}
	}
	if len(c.Policy) == 0 {
		return simulate.Policies(), nil
	}
	wanted := []simulate.Policy{simulate.Plan}
	for _, name := range c.Policy {
		p := simulate.Policy(name)
		if !slices.Contains(simulate.Policies(), p) {
			return nil, fmt.Errorf("--policy %s: choose of %v", name, simulate.Policies())
		}
		if !slices.Contains(wanted, p) {
			wanted = append(wanted, p)
		}
	}
	return wanted, nil
}

// study lets each learner study by each policy, some learners at a time.
func (c simulateCommand) study(ctx context.Context, policies []simulate.Policy) (study, error) {
	s := study{
		cases:    simulate.Range{Minutes: c.Minutes, Days: c.Days, Cards: c.Cards}.Cases(c.Seed, c.Learners),
		policies: policies, results: make(map[simulate.Policy][]simulate.Result),
	}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, p := range policies {
		s.results[p] = make([]simulate.Result, len(s.cases))
	}
	for i, one := range s.cases {
		group.Go(func() error {
			for at, r := range simulate.Compare(one, policies, c.Cram) {
				s.results[policies[at]][i] = r
			}
			return ctx.Err()
		})
	}
	return s, group.Wait()
}

// table prints what each policy came to.
func (s study) table(out io.Writer) {
	t := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(t, "\tknown\ta month\t\tcards/minute\tbehind the plan\t\n")
	fmt.Fprint(t, "\ton the day\tlater\tminutes\tday, later\tday, later (points)\t\n")
	for _, p := range s.policies {
		r := simulate.Summarise(s.cases, s.results[p], s.results[simulate.Plan])
		fmt.Fprintf(t, "%s\t%.1f %%\t%.1f %%\t%.0f\t%.3f, %.3f\t", p,
			100*r.Exam.At, 100*r.Later.At, r.Minutes, r.ExamPerMinute, r.LaterPerMinute)
		if p != simulate.Plan {
			fmt.Fprintf(t, "%s, %s", points(r.ExamBehind), points(r.LaterBehind))
		}
		fmt.Fprint(t, "\t\n")
	}
	_ = t.Flush()
}

// points is a difference of shares in points, with its 95 % interval.
func points(m simulate.Mean) string { return fmt.Sprintf("%.2f±%.2f", 100*m.At, 100*m.Within) }

// cells prints the shares for each time to study, by equal minutes.
func (s study) cells(out io.Writer) {
	type cell struct{ minutes, days int }
	members := make(map[cell][]int)
	var order []cell
	for i, c := range s.cases {
		at := cell{c.Minutes, c.Days}
		if members[at] == nil {
			order = append(order, at)
		}
		members[at] = append(members[at], i)
	}
	slices.SortFunc(order, func(a, b cell) int { return 1000*(a.minutes-b.minutes) + a.days - b.days })
	t := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(t, "\n% on the day, later\t")
	for _, p := range s.equal() {
		fmt.Fprintf(t, "%s\t", p)
	}
	fmt.Fprintln(t)
	for _, at := range order {
		fmt.Fprintf(t, "%d min, %d days\t", at.minutes, at.days)
		for _, p := range s.equal() {
			var onDay, later float64
			for _, i := range members[at] {
				onDay += s.results[p][i].Exam
				later += s.results[p][i].Later
			}
			n := float64(len(members[at])) / 100
			fmt.Fprintf(t, "%.1f %.1f\t", onDay/n, later/n)
		}
		fmt.Fprintln(t)
	}
	_ = t.Flush()
}

// equal is the policies that use all of the minutes.
func (s study) equal() []simulate.Policy {
	return slices.DeleteFunc(slices.Clone(s.policies), func(p simulate.Policy) bool {
		return p == simulate.Worth || p == simulate.Due
	})
}

// said prints how right the plan's forecast was.
func (s study) said(out io.Writer) {
	if results, ok := s.results[simulate.Worth]; ok {
		r := simulate.Summarise(s.cases, results, s.results[simulate.Plan])
		fmt.Fprintf(out, "\n%s said %.1f %% on the first day, came to %.1f %%, off by %.1f points.\n",
			simulate.Worth, 100*r.Said, 100*r.Exam.At, 100*r.Off)
	}
}

// draw draws what is known against the minutes a day that it took.
func (s study) draw(file string) error {
	png, err := chart.Shares(
		s.panel("Known on the exam day", func(r simulate.Result) float64 { return r.Exam }),
		s.panel("Known a month later", func(r simulate.Result) float64 { return r.Later }),
	)
	if err != nil {
		return err
	}
	if err := os.WriteFile(file, png, 0o644); err != nil {
		return fmt.Errorf("write the picture: %w", err)
	}
	return nil
}

// panel has a line for each policy with a point for each number of minutes a
// day, where the learners in fact spent their time.
func (s study) panel(title string, known func(simulate.Result) float64) chart.Panel {
	p := chart.Panel{Title: title, XAxis: "minutes spent a day, missed days counted"}
	for _, policy := range s.policies {
		sums := make(map[int]*[3]float64) // minutes, share, learners
		var order []int
		for i, r := range s.results[policy] {
			c := s.cases[i]
			if sums[c.Minutes] == nil {
				sums[c.Minutes] = new([3]float64)
				order = append(order, c.Minutes)
			}
			sum := sums[c.Minutes]
			sum[0] += r.Spent.Minutes() / float64(c.Days)
			sum[1] += known(r)
			sum[2]++
		}
		slices.Sort(order)
		line := chart.Line{Name: string(policy)}
		for _, minutes := range order {
			sum := sums[minutes]
			line.X, line.Y = append(line.X, sum[0]/sum[2]), append(line.Y, sum[1]/sum[2])
		}
		p.Lines = append(p.Lines, line)
	}
	return p
}
