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

// sayings are pieces of clauses that are not about the subject: plain ones
// whatever stands before them, the others only in a clause that speaks of the
// learner or to the judge. "Participants don't know" is about the subject.
type sayings struct{ plain, ofSelf []string }

// cutClauses takes out the clauses that hold one of the sayings.
func cutClauses(answer string, s sayings) (rest string, found bool) {
	for range 4 {
		lower := strings.ToLower(answer)
		from, to := s.find(lower)
		if to == 0 {
			return answer, found
		}
		found = true
		if len(lower) != len(answer) {
			return answer, true
		}
		if n := strings.IndexAny(lower[to:], ",.;:!?()\n"); n >= 0 {
			to += n
		} else {
			to = len(lower)
		}
		answer = answer[:from] + answer[to:]
	}
	return answer, found
}

// find is where the first clause with one of the sayings begins, and where the
// saying ends; 0, 0 without one.
func (s sayings) find(lower string) (from, to int) {
	if at, length := firstOf(lower, s.plain); at >= 0 {
		from, to = clauseStart(lower, at), at+length
	}
	for begin := 0; begin < len(lower); {
		at, length := firstOf(lower[begin:], s.ofSelf)
		if at += begin; at < begin || to > 0 && at >= to {
			break
		}
		if start := clauseStart(lower, at); speaksOfSelf(lower[start:at]) {
			return start, at + length
		}
		begin = at + length
	}
	return from, to
}

// in tells whether a text in small letters holds one of the sayings.
func (s sayings) in(lower string) bool {
	_, to := s.find(lower)
	return to > 0
}

// isNear tells quickly whether a text in small letters may hold one of the
// sayings.
func (s sayings) isNear(lower string) bool {
	for _, list := range [...][]string{s.plain, s.ofSelf} {
		if at, _ := firstOf(lower, list); at >= 0 {
			return true
		}
	}
	return false
}

// speaksOfSelf tells whether all words of a clause's beginning are aboutSelf.
func speaksOfSelf(clause string) bool {
	for w := range strings.FieldsSeq(clause) {
		if !aboutSelf[strings.Trim(w, ",.;:!?()'\"")] {
			return false
		}
	}
	return true
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
