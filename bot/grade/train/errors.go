package main

import (
	"fmt"
	"io"
	"os"
	"sort"

	"github.com/overhoor/overhoor/bot/grade"
)

// examples is how many answers of a kind are shown.
const examples = 10

var verdictNames = [...]string{"wrong", "partial", "correct"}

// toFile has a file written; none when it has no name.
func toFile(name string, write func(io.Writer) error) error {
	if name == "" {
		return nil
	}
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := write(f); err != nil {
		return fmt.Errorf("write to %s: %w", name, err)
	}
	return f.Close()
}

// writeErrors writes by kind what was judged wrongly, the kinds with most of it
// first, and of each some answers: the sure ones first, then from all files.
func writeErrors(name string, rows []row, js []judged) error {
	all, missed := make(map[string]int), make(map[string][]int)
	for i, r := range rows {
		all[r.Kind]++
		if js[i].Verdict != r.truth {
			missed[r.Kind] = append(missed[r.Kind], i)
		}
	}
	kinds := make([]string, 0, len(missed))
	for kind := range missed {
		kinds = append(kinds, kind)
	}
	sort.Slice(kinds, func(x, y int) bool {
		a, b := len(missed[kinds[x]]), len(missed[kinds[y]])
		return a > b || a == b && kinds[x] < kinds[y]
	})
	return toFile(name, func(w io.Writer) error {
		for _, kind := range kinds {
			if _, err := fmt.Fprintf(w, "%s: %d of %d\n", kind, len(missed[kind]), all[kind]); err != nil {
				return err
			}
			for _, i := range telling(missed[kind], js) {
				r, j := rows[i], js[i]
				sure := ""
				if j.Sure {
					sure = ", sure"
				}
				fmt.Fprintf(w, "  %s %s: %s, judged %s (%.2f%s): %q\n", r.file, r.ID, verdictNames[r.truth], verdictNames[j.Verdict], j.Score, sure, r.Response)
			}
		}
		return nil
	})
}

// telling picks some rows: those judged surely first, then evenly from all.
func telling(at []int, js []judged) []int {
	var sure, rest []int
	for _, i := range at {
		if js[i].Sure {
			sure = append(sure, i)
		} else {
			rest = append(rest, i)
		}
	}
	picked := sure[:min(len(sure), examples/2)]
	more := min(examples-len(picked), len(rest))
	for n := range more {
		picked = append(picked, rest[n*len(rest)/more])
	}
	sort.Ints(picked)
	return picked
}

// writeMisjudged lists all that was judged wrongly by models that never saw the
// subject, with the verdict of models that never saw the card, and the features.
func writeMisjudged(name string, rows []row, unseen, seen []judged) error {
	names, _ := grade.Traits(false)
	return toFile(name, func(w io.Writer) error {
		for i, r := range rows {
			j := unseen[i]
			if j.Verdict == r.truth {
				continue
			}
			_, err := fmt.Fprintf(w, "%s %s/%s %s:%s->%s (card %s) %.2f sure %v\n  Q %s\n  B %q\n  R %q\n", r.file, r.group, r.ID, r.Kind, r.Verdict,
				verdictNames[j.Verdict], verdictNames[seen[i].Verdict], j.Score, j.Sure, r.Front, r.Back, r.Response)
			if err != nil {
				return err
			}
			for k, v := range r.sample.Vector {
				if v != 0 {
					fmt.Fprintf(w, " %s=%.2f", names[k], v)
				}
			}
			fmt.Fprintln(w)
		}
		return nil
	})
}
