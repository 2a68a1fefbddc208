package grade

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// takeBack drops what the learner takes back himself: all that he said before,
// or only the last of several things when he goes on with fewer.
func takeBack(answer string) string {
	for range 4 {
		lower := strings.ToLower(answer)
		at, to := findTakenBack(lower)
		if to == 0 || len(lower) != len(answer) {
			return answer
		}
		before, after := answer[:at], answer[to:]
		for word := firstWord(after); isInterjection(word); word = firstWord(after) {
			after = after[strings.Index(after, word)+len(word):]
		}
		if !strings.HasSuffix(answer[:to], ",") && !strings.HasSuffix(answer[:to], ":") {
			after = afterThat(after)
		}
		if at, n := lastJoin(before); n > countJoins(after) {
			after = before[:at] + after
		}
		answer = after
	}
	return answer
}

// findTakenBack is where a learner begins to take back what he said, and where
// he goes on; 0, 0 when he doesn't.
func findTakenBack(lower string) (at, to int) {
	for from := 0; from < len(lower); from = to {
		n, long := takenBack.in(lower[from:])
		if n < 0 {
			return 0, 0
		}
		at, to = from+n, from+n+long
		before, _ := utf8.DecodeLastRuneInString(lower[:at])
		after, _ := utf8.DecodeRuneInString(lower[to:])
		first, _ := utf8.DecodeRuneInString(lower[at:])
		whole := !unicode.IsLetter(after) && !(unicode.IsLetter(before) && unicode.IsLetter(first))
		if whole && at > 0 && to+2 < len(lower) && !saysYes(lower[:at]) {
			return at, to
		}
	}
	return 0, 0
}

// saysYes tells whether a text ends with a yes: "ja of nee" takes nothing back.
func saysYes(lower string) bool {
	fields := strings.Fields(lower[max(0, len(lower)-12):])
	if len(fields) == 0 {
		return false
	}
	switch strings.Trim(fields[len(fields)-1], ",.:;'\"") {
	case "ja", "yes", "wel", "oui", "si":
		return true
	}
	return false
}

// afterThat leaves out what the learner says of what he takes back: "nee da's
// een vogel, ...".
func afterThat(after string) string {
	lower := strings.ToLower(after)
	for _, that := range [...]string{" da's ", " dat is ", " that's ", " das ist "} {
		if n := strings.IndexAny(lower, ",.;"); strings.HasPrefix(lower, that) && n >= 0 && n+3 < len(after) && len(lower) == len(after) {
			return after[n+1:]
		}
	}
	return after
}

func firstWord(s string) string {
	s = strings.TrimLeft(s, " ,.:;…")
	if at := strings.IndexAny(s, " ,.:;…"); at >= 0 {
		return s[:at]
	}
	return s
}

// isInterjection tells whether a word only marks that the learner thinks again.
func isInterjection(word string) bool {
	switch strings.ToLower(word) {
	case "wacht", "wait", "sorry", "toch", "pardon", "o", "oh", "ah", "euh", "hm", "hmm", "uh", "maar", "but":
		return true
	}
	return false
}

// lastJoin is where the last of several things that are enumerated begins, and
// how many stand before it; what the learner only thinks aloud is none.
func lastJoin(s string) (at, n int) {
	for {
		s = strings.TrimRight(s, " ,.:;…")
		i := strings.LastIndexAny(s, " ,.:;…")
		if !isInterjection(s[i+1:]) {
			break
		}
		s = s[:max(i, 0)]
	}
	n = countJoins(s)
	for _, join := range [...]string{",", ";", "\n", " en ", " and "} {
		if i := strings.LastIndex(s, join); i >= 0 {
			at = max(at, i+len(join))
		}
	}
	return at, n
}

// countJoins counts what joins the things that a text enumerates.
func countJoins(s string) int {
	n := 0
	for _, join := range [...]string{",", ";", "\n", " en ", " and "} {
		n += strings.Count(strings.Trim(s, " ,.:;…\n"), join)
	}
	return n - strings.Count(s, ", en ") - strings.Count(s, ", and ")
}
