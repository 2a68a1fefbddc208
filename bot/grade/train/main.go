// Command train fits the judge to labelled answers and writes its weights.
package main

import (
	"flag"
	"fmt"
	"hash/fnv"
	"os"
	"sort"

	"github.com/overhoor/overhoor/bot/grade"
	"github.com/overhoor/overhoor/bot/grade/forest"
)

func main() {
	dump := flag.String("errors", "", "write wrongly judged answers to this file")
	write := flag.String("write", "", "fit on all rows and write the weights to this Go file")
	flag.Parse()
	rows, err := load(flag.Args())
	if err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
	if *write != "" {
		if err := writeModel(*write, fit(rows)); err != nil {
			fmt.Fprintln(os.Stderr, "train:", err)
			os.Exit(1)
		}
		return
	}
	byCard := predict(rows, func(r row) string { return fmt.Sprint(hash(r.group) % 10) })
	report("grouped by card", rows, byCard)
	bySubject := predict(rows, func(r row) string { return r.subject })
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
	return forest.Options{Trees: 200, Depth: 3, Rate: 0.06, Leaf: 2, Shrink: 2, Share: 0.5, Rows: 0.8, Monotone: monotone, Seed: 7}
}

func fit(rows []row) *grade.Model {
	var x [][]float64
	var right, whole []bool
	for _, r := range rows {
		if r.sample.Settled {
			continue
		}
		x = append(x, r.sample.Vector)
		right = append(right, r.truth >= grade.Partial)
		whole = append(whole, r.truth == grade.Correct)
	}
	_, mr, mw := grade.Traits()
	return &grade.Model{Right: forest.Fit(x, right, nil, options(mr)), Whole: forest.Fit(x, whole, nil, options(mw))}
}

// predict judges each row by a model that never saw a row of its group.
func predict(rows []row, group func(row) string) []grade.Judgement {
	groups := make(map[string][]int)
	for i, r := range rows {
		groups[group(r)] = append(groups[group(r)], i)
	}
	names := make([]string, 0, len(groups))
	for g := range groups {
		names = append(names, g)
	}
	sort.Strings(names)
	out := make([]grade.Judgement, len(rows))
	for _, g := range names {
		var rest []row
		for _, r := range rows {
			if group(r) != g {
				rest = append(rest, r)
			}
		}
		m := fit(rest)
		for _, i := range groups[g] {
			out[i] = rows[i].sample.Judgement
			if !rows[i].sample.Settled {
				out[i] = m.Judge(rows[i].sample.Vector)
			}
		}
	}
	return out
}

func report(title string, rows []row, js []grade.Judgement) {
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
	by("file", func(r row) string { return r.file })
	by("subject", func(r row) string { return r.subject })
	by("lang", func(r row) string { return r.Lang })
	by("kind", func(r row) string { return r.Kind })
	by("truth", func(r row) string { return r.Verdict })
	by("settled", func(r row) string { return fmt.Sprint(r.sample.Settled) })
}

func writeErrors(name string, rows []row, a, b []grade.Judgement) {
	f, err := os.Create(name)
	if err != nil {
		return
	}
	defer f.Close()
	names := []string{"wrong", "partial", "correct"}
	for i, r := range rows {
		if a[i].Verdict == r.truth {
			continue
		}
		fmt.Fprintf(f, "%s %s/%s %s->%s (card cv %s) %.2f\n  Q %s\n  B %q\n  R %q\n", r.file, r.group, r.ID, r.Kind+":"+r.Verdict, names[a[i].Verdict], names[b[i].Verdict], a[i].Score, r.Front, r.Back, r.Response)
	}
}
