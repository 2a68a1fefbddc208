package grade

import (
	"strings"
	"testing"
)

// The rules by which other programs check answers, rewritten as baselines: each
// gives a likeness from 0 to 1.
var peers = []struct {
	name string
	like func(answer, back string) float64
}{
	{"normalised equality", func(a, b string) float64 { return flag(string(letters(a)) == string(letters(b))) }},
	{"edit distance", func(a, b string) float64 { return likeness(letters(a), letters(b)) }},
	{"token F1", func(a, b string) float64 { return tokenFit(a, b).mean() }},
	{"token set ratio", func(a, b string) float64 { f := tokenFit(a, b); return max(f.recall, f.precision) }},
}

func tokenFit(answer, back string) fit {
	given, wanted := strings.Fields(foldText(answer)), strings.Fields(foldText(back))
	in := make(map[string]bool, len(wanted))
	for _, w := range wanted {
		in[w] = true
	}
	both := make(map[string]bool)
	for _, g := range given {
		if in[g] {
			both[g] = true
		}
	}
	n := float64(len(both))
	return fit{ratio(n, float64(len(wanted))), ratio(n, float64(len(given)))}
}

// BenchmarkPeers tells how fast and how often right the peers' rules are, each
// with the two thresholds that suit these answers best, and the judge.
func BenchmarkPeers(b *testing.B) {
	deck, rows := labelled(b, "testdata/subjects.jsonl")
	for _, p := range peers {
		b.Run(p.name, func(b *testing.B) {
			right := 0
			for b.Loop() {
				right = bestThresholds(rows, p.like)
			}
			b.ReportMetric(100*float64(right)/float64(len(rows)), "%right")
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(rows)), "ns/answer")
		})
	}
	b.Run("this judge", func(b *testing.B) {
		right := 0
		for b.Loop() {
			right = 0
			for _, r := range rows {
				if deck.Judge(r.id(), Attempt{Text: r.Response}).Verdict == r.verdict() {
					right++
				}
			}
		}
		b.ReportMetric(100*float64(right)/float64(len(rows)), "%right")
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(rows)), "ns/answer")
	})
}

// bestThresholds counts right verdicts with the best pair of thresholds.
func bestThresholds(rows []labelledRow, like func(a, b string) float64) int {
	scores := make([]float64, len(rows))
	for i, r := range rows {
		scores[i] = like(r.Response, r.Back)
	}
	best := 0
	for lo := 0.05; lo < 1; lo += 0.05 {
		for hi := lo; hi < 1; hi += 0.05 {
			right := 0
			for i, r := range rows {
				v := Wrong
				if scores[i] >= hi {
					v = Correct
				} else if scores[i] >= lo {
					v = Partial
				}
				if v == r.verdict() {
					right++
				}
			}
			best = max(best, right)
		}
	}
	return best
}
