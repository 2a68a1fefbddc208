// Command train fits the judge to labelled answers and writes its weights.
package main

import (
	"flag"
	"fmt"
	"hash/fnv"
	"math"
	"os"
	"sort"

	"github.com/overhoor/overhoor/bot/grade"
	"github.com/overhoor/overhoor/bot/grade/forest"
)

var (
	trees     = flag.Int("trees", 300, "")
	depth     = flag.Int("depth", 3, "")
	rate      = flag.Float64("rate", 0.04, "")
	leaf      = flag.Float64("leaf", 2, "")
	shrink    = flag.Float64("shrink", 2, "")
	madeLists = flag.Float64("made-lists", 0.2, "weight of made answers to lists")
	share     = flag.Float64("share", 0.3, "")
)

func main() {
	dump := flag.String("errors", "", "write wrongly judged answers to this file")
	write := flag.String("write", "", "fit on all rows and write the weights to this Go file")
	lexicon := flag.String("lexicon", "bot/grade/lexicon/source", "the folder of the thesaurus")
	flag.Float64Var(&madeWeight, "made", 0.3, "weight of made answers")
	flag.Parse()
	rows, made, err := load(flag.Args(), *lexicon)
	if err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
	if *write != "" {
		if err := writeModel(*write, fit(rows, made)); err != nil {
			fmt.Fprintln(os.Stderr, "train:", err)
			os.Exit(1)
		}
		return
	}
	byCard := predict(rows, made, func(r row) string { return fmt.Sprint(hash(r.group) % 10) })
	report("grouped by card", rows, byCard)
	bySubject := predict(rows, made, func(r row) string { return r.subject })
	report("subject held out", rows, bySubject)
	if *dump != "" {
		writeErrors(*dump, rows, bySubject, byCard)
	}
}

func hash(s string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(s))
	return h.Sum32()
}

func options(monotone []int8) forest.Options {
	return forest.Options{Trees: *trees, Depth: *depth, Rate: *rate, Leaf: *leaf, Shrink: *shrink, Share: *share, Rows: 0.7, Monotone: monotone, Seed: 7}
}

var madeWeight float64

func fit(rows, made []row) *grade.Model {
	return &grade.Model{Lists: fitPair(rows, made, true), Texts: fitPair(rows, made, false)}
}

func fitPair(rows, made []row, lists bool) grade.Pair {
	var x [][]float64
	var right, whole []bool
	var weights []float64
	weight := madeWeight
	if lists {
		weight = *madeLists
	}
	for i, r := range append(rows[:len(rows):len(rows)], made...) {
		if r.sample.Settled || r.sample.List != lists || i >= len(rows) && weight == 0 {
			continue
		}
		x = append(x, r.sample.Vector)
		right = append(right, r.truth >= grade.Partial)
		whole = append(whole, r.truth == grade.Correct)
		if i < len(rows) {
			weights = append(weights, 1)
		} else {
			weights = append(weights, weight)
		}
	}
	_, mr, mw := grade.Traits(lists)
	return grade.Pair{Right: forest.Fit(x, right, weights, options(mr)), Whole: forest.Fit(x, whole, weights, options(mw))}
}

// judged is a judgement and the chances behind it.
type judged struct {
	grade.Judgement
	Chances [3]float64
}

// predict judges each row by a model that never saw a row of its group.
func predict(rows, made []row, group func(row) string) []judged {
	groups := make(map[string][]int)
	for i, r := range rows {
		groups[group(r)] = append(groups[group(r)], i)
	}
	names := make([]string, 0, len(groups))
	for g := range groups {
		names = append(names, g)
	}
	sort.Strings(names)
	out := make([]judged, len(rows))
	for _, g := range names {
		m := fit(without(rows, g, group), without(made, g, group))
		for _, i := range groups[g] {
			out[i] = judged{Judgement: rows[i].sample.Judgement}
			out[i].Chances[out[i].Verdict] = 1
			if !rows[i].sample.Settled {
				out[i].Judgement = m.Judge(rows[i].sample.Vector)
				out[i].Chances = m.Chances(rows[i].sample.Vector)
			}
		}
	}
	return out
}

func without(rows []row, g string, group func(row) string) []row {
	var rest []row
	for _, r := range rows {
		if group(r) != g {
			rest = append(rest, r)
		}
	}
	return rest
}

func report(title string, rows []row, js []judged) {
	fmt.Println("==", title)
	by := func(name string, key func(row) string) {
		n, ok := make(map[string]int), make(map[string]int)
		var keys []string
		for i, r := range rows {
			k := key(r)
			if n[k] == 0 {
				keys = append(keys, k)
			}
			n[k]++
			if js[i].Verdict == r.truth {
				ok[k]++
			}
		}
		sort.Strings(keys)
		fmt.Print(name, ": ")
		for _, k := range keys {
			fmt.Printf("%s %.1f%% (%d)  ", k, 100*float64(ok[k])/float64(n[k]), n[k])
		}
		fmt.Println()
	}
	by("all", func(row) string { return "" })
	loss := 0.0
	for i, r := range rows {
		loss -= math.Log(max(0.005, js[i].Chances[r.truth]))
	}
	fmt.Printf("log loss %.4f\n", loss/float64(len(rows)))
	by("file", func(r row) string { return r.file })
	by("subject", func(r row) string { return r.subject })
	by("lang", func(r row) string { return r.Lang })
	by("kind", func(r row) string { return r.Kind })
	by("list", func(r row) string { return fmt.Sprint(r.sample.List) })
	by("shape", func(r row) string {
		for k, name := range []string{"term", "text", "list"} {
			if r.sample.Vector[k] > 0 {
				return name
			}
		}
		return "fact"
	})
	by("truth", func(r row) string { return r.Verdict })
	if title == "subject held out" {
		names, _, _ := grade.Traits(false)
		for k, name := range names {
			var sum, n [3]float64
			for _, r := range rows {
				sum[r.truth] += r.sample.Vector[k]
				n[r.truth]++
			}
			fmt.Printf("  %-14s %.3f %.3f %.3f\n", name, sum[0]/n[0], sum[1]/n[1], sum[2]/n[2])
		}
	}
	by("settled", func(r row) string { return fmt.Sprint(r.sample.Settled) })
}

func writeErrors(name string, rows []row, a, b []judged) {
	f, err := os.Create(name)
	if err != nil {
		return
	}
	defer f.Close()
	names := []string{"wrong", "partial", "correct"}
	traitNames, _, _ := grade.Traits(false)
	for i, r := range rows {
		if a[i].Verdict == r.truth {
			continue
		}
		fmt.Fprintf(f, "%s %s/%s %s->%s (card cv %s) %.2f\n  Q %s\n  B %q\n  R %q\n", r.file, r.group, r.ID, r.Kind+":"+r.Verdict, names[a[i].Verdict], names[b[i].Verdict], a[i].Score, r.Front, r.Back, r.Response)
		for k, name := range traitNames {
			if v := r.sample.Vector[k]; v != 0 {
				fmt.Fprintf(f, " %s=%.2f", name, v)
			}
		}
		fmt.Fprintln(f)
	}
}
