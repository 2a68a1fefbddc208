package grade

import (
	"regexp"

	"github.com/overhoor/overhoor/bot/grade/facts"
)

var (
	// growth finds how an algorithm's time grows: O(n log n).
	growth = regexp.MustCompile(`^\s*[OΘΩ]\s*\((.+)\)\s*$`)
	logs   = regexp.MustCompile(`(?i)(?:log_?2|log₂|lg|ln|log)\s*\(?\s*(\pL)\s*\)?`)
)

// settleGrowth compares how fast something grows, whatever the base of a
// logarithm; an answer in words is not settled.
func settleGrowth(text, wanted string) (Judgement, bool) {
	if m := growth.FindStringSubmatch(text); m != nil {
		text = m[1]
	}
	text, wanted = logs.ReplaceAllString(text, " log($1)"), logs.ReplaceAllString(wanted, " log($1)")
	if !knownSymbols(text, wanted) || hasNames(text, wanted) {
		return Judgement{}, false
	}
	equal, _, ok := facts.SameFormula(text, wanted)
	return ruled(equal, false), ok
}
