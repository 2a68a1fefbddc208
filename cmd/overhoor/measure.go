package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"text/tabwriter"

	"github.com/overhoor/overhoor/bot/grade"
)

// outcome is a labelled row and what the judge made of it.
type outcome struct {
	row
	want grade.Verdict
	got  grade.Judgement
}

func (o outcome) right() bool { return o.got.Verdict == o.want }

// evaluate judges labelled rows and prints how well that went. The rows of one
// deck of one file are judged as a deck.
func evaluate(files []string, w *world) error {
	var all []outcome
	anyBad := false
	for _, name := range files {
		rows, bad, err := openRows(name, w.err)
		if err != nil {
			return err
		}
		outcomes, worse := attend(rows, w.err)
		all = append(all, outcomes...)
		anyBad = anyBad || bad || worse
	}
	if len(all) == 0 {
		return fmt.Errorf("no labelled rows to measure on")
	}
	measure(all, w.out)
	if anyBad {
		return errTold
	}
	return nil
}

// attend judges the labelled rows of a file.
func attend(rows []row, report io.Writer) (all []outcome, bad bool) {
	piles := make(map[string]*pile)
	for i := range rows {
		r := &rows[i]
		if piles[r.Deck] == nil {
			piles[r.Deck] = newPile()
		}
		id, err := piles[r.Deck].add(*r)
		want, ok := verdictOf(r.Verdict)
		if err == nil && !ok {
			err = fmt.Errorf("verdict %q: it must be correct, partial or wrong", r.Verdict)
		}
		if err != nil {
			bad = true
			fmt.Fprintf(report, "%s: %v\n", r.where, err)
			continue
		}
		r.card = id
		all = append(all, outcome{row: *r, want: want})
	}
	compiled := make(map[string]*grade.Deck)
	for name, p := range piles {
		compiled[name] = p.compile()
	}
	for i := range all {
		all[i].got = compiled[all[i].Deck].Judge(all[i].card, all[i].attempt())
	}
	return all, bad
}

// measure prints all figures.
func measure(all []outcome, out io.Writer) {
	is := func(v grade.Verdict) func(outcome) bool { return func(o outcome) bool { return o.want == v } }
	isNot := func(v grade.Verdict) func(outcome) bool { return func(o outcome) bool { return o.want != v } }
	accepted := func(o outcome) bool { return o.got.Verdict == grade.Correct }
	refused := func(o outcome) bool { return o.got.Verdict == grade.Wrong }
	sure := func(o outcome) bool { return o.got.Sure }
	both := func(a, b func(outcome) bool) func(outcome) bool {
		return func(o outcome) bool { return a(o) && b(o) }
	}

	t := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	line := func(name string, of []outcome, hit func(outcome) bool) {
		n := count(of, hit)
		fmt.Fprintf(t, "%s\t%s\t%d of %d\n", name, percent(n, len(of)), n, len(of))
	}
	line("three-way accuracy", all, outcome.right)
	line("false accepts (judged correct, but not)", keep(all, isNot(grade.Correct)), accepted)
	line("false rejects (correct, but judged wrong)", keep(all, is(grade.Correct)), refused)
	line("sure", all, sure)
	line("accuracy among sure", keep(all, sure), outcome.right)
	line("wrong, accepted as correct and sure", keep(all, is(grade.Wrong)), both(accepted, sure))
	line("right, called wrong and sure", keep(all, is(grade.Correct)), both(refused, sure))
	_ = t.Flush()
	confusion(all, out)
	breakDown("kind", all, func(o outcome) string { return o.Kind }, out)
	breakDown("language", all, func(o outcome) string { return o.Lang }, out)
	breakDown("deck", all, func(o outcome) string { return o.Deck }, out)
	reliability(all, out)
}

// confusion prints what each verdict was judged to be.
func confusion(all []outcome, out io.Writer) {
	t := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(t, "\nlabelled \\ judged\tcorrect\tpartial\twrong\t\n")
	for _, want := range []grade.Verdict{grade.Correct, grade.Partial, grade.Wrong} {
		fmt.Fprintf(t, "%s\t", nameOf(want))
		for _, got := range []grade.Verdict{grade.Correct, grade.Partial, grade.Wrong} {
			fmt.Fprintf(t, "%d\t", count(all, func(o outcome) bool { return o.want == want && o.got.Verdict == got }))
		}
		fmt.Fprintln(t)
	}
	_ = t.Flush()
}

// breakDown prints accuracy and sureness by a property, when there is more
// than one of it.
func breakDown(name string, all []outcome, by func(outcome) string, out io.Writer) {
	groups := make(map[string][]outcome)
	for _, o := range all {
		key := cmp.Or(by(o), "(none)")
		groups[key] = append(groups[key], o)
	}
	if len(groups) < 2 {
		return
	}
	names := make([]string, 0, len(groups))
	for key := range groups {
		names = append(names, key)
	}
	slices.Sort(names)
	t := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(t, "\nby %s\trows\taccuracy\tsure\tamong sure\n", name)
	for _, key := range names {
		g := groups[key]
		sure := keep(g, func(o outcome) bool { return o.got.Sure })
		fmt.Fprintf(t, "%s\t%d\t%s\t%s\t%s\n", key, len(g), percent(count(g, outcome.right), len(g)),
			percent(len(sure), len(g)), percent(count(sure, outcome.right), len(sure)))
	}
	_ = t.Flush()
}

// bins is how finely reliability looks at scores.
const bins = 10

// reliability prints, for scores that lie near each other, how often the
// answers were correct: with a calibrated score, that often as it says.
func reliability(all []outcome, out io.Writer) {
	t := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprint(t, "\nscore\trows\tmean score\tcorrect\n")
	for b := range bins {
		in := keep(all, func(o outcome) bool { return min(int(o.got.Score*bins), bins-1) == b })
		if len(in) == 0 {
			continue
		}
		sum := 0.0
		for _, o := range in {
			sum += o.got.Score
		}
		correct := count(in, func(o outcome) bool { return o.want == grade.Correct })
		fmt.Fprintf(t, "%.1f to %.1f\t%d\t%.2f\t%s\n", float64(b)/bins, float64(b+1)/bins, len(in),
			sum/float64(len(in)), percent(correct, len(in)))
	}
	_ = t.Flush()
}

func keep(all []outcome, that func(outcome) bool) []outcome {
	var kept []outcome
	for _, o := range all {
		if that(o) {
			kept = append(kept, o)
		}
	}
	return kept
}

func count(all []outcome, that func(outcome) bool) int { return len(keep(all, that)) }

// percent is n of total, "-" of none.
func percent(n, total int) string {
	if total == 0 {
		return "-"
	}
	return fmt.Sprintf("%.1f %%", 100*float64(n)/float64(total))
}
