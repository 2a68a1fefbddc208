package grade

import "strings"

// plainAnswer is what of an answer speaks of the subject: without what the
// learner took back, and without what he says about himself or orders.
func plainAnswer(answer string) (plain string, dunno, order bool) {
	answer = takeBack(answer)
	answer, dunno = cutClauses(answer, dontKnow)
	answer, order = cutClauses(answer, orders)
	return answer, dunno, order
}

// takeBack drops what the learner takes back himself.
func takeBack(answer string) string {
	lower := strings.ToLower(answer)
	if len(lower) != len(answer) {
		return answer
	}
	for _, s := range takenBack {
		if at := strings.LastIndex(lower, s); at > 0 && at+len(s)+2 < len(answer) {
			answer, lower = answer[at+len(s):], lower[at+len(s):]
		}
	}
	return answer
}

// cutClauses takes out the clauses that hold one of the sayings.
func cutClauses(answer string, sayings []string) (rest string, found bool) {
	for range 4 {
		lower := strings.ToLower(answer)
		if len(lower) != len(answer) {
			return answer, found || says(lower, sayings)
		}
		at, length := firstOf(lower, sayings)
		if at < 0 {
			return answer, found
		}
		found = true
		from := clauseStart(lower, at)
		to := at + length
		if n := strings.IndexAny(lower[to:], ",.;:!?()\n"); n >= 0 {
			to += n
		} else {
			to = len(lower)
		}
		answer = answer[:from] + answer[to:]
	}
	return answer, found
}

func firstOf(text string, sayings []string) (at, length int) {
	at = -1
	for _, s := range sayings {
		if i := strings.Index(text, s); i >= 0 && (at < 0 || i < at || i == at && len(s) > length) {
			at, length = i, len(s)
		}
	}
	return at, length
}

// clauseStart is where the clause begins that goes on at a place.
func clauseStart(lower string, at int) int {
	from := strings.LastIndexAny(lower[:at], ",.;:!?()\n") + 1
	for _, word := range []string{" maar ", " but ", " alleen ", " en ", " and ", " dus "} {
		if i := strings.LastIndex(lower[from:at], word); i >= 0 {
			from += i
		}
	}
	return from
}
