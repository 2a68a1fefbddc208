package grade

import "strings"

// plainAnswer is what of an answer speaks of the subject: without what the
// learner took back, and without what he says about himself or orders.
func plainAnswer(answer string) (plain string, dunno, order bool) {
	if at, _ := besides.in(strings.ToLower(answer)); at < 0 {
		return answer, false, false // as nearly all
	}
	answer = takeBack(answer)
	answer, dunno = cutClauses(answer, dontKnow)
	answer, order = cutClauses(answer, orders)
	return answer, dunno, order
}

// sayings are pieces of clauses that are not about the subject: plain ones
// whatever stands before them, the others only in a clause that speaks of the
// learner or to the judge. "Participants don't know" is about the subject.
type sayings struct{ plain, ofSelf *phrases }

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
	if at, length := s.plain.in(lower); at >= 0 {
		from, to = clauseStart(lower, at), at+length
	}
	for begin := 0; begin < len(lower); {
		at, length := s.ofSelf.in(lower[begin:])
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
	plain, _ := s.plain.in(lower)
	ofSelf, _ := s.ofSelf.in(lower)
	return plain >= 0 || ofSelf >= 0
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

// phrases are pieces of text to look for, of two bytes or more.
type phrases struct {
	all []string
	by  [256][]string // by their first bytes
	// next has for each first byte a bit for each second byte, by its last five
	// bits.
	next [256]uint32
}

func newPhrases(all ...string) *phrases {
	p := &phrases{all: all}
	for _, s := range all {
		p.next[s[0]] |= 1 << (s[1] % 32)
		p.by[s[0]] = append(p.by[s[0]], s)
	}
	return p
}

// in is where the first of the phrases stands in a text, and how long it is, the
// longest of several; -1 for none.
func (p *phrases) in(text string) (at, length int) {
	for at := 0; at+1 < len(text); at++ {
		if p.next[text[at]]>>(text[at+1]%32)&1 == 0 {
			continue
		}
		for _, s := range p.by[text[at]] {
			if len(s) > length && strings.HasPrefix(text[at:], s) {
				length = len(s)
			}
		}
		if length > 0 {
			return at, length
		}
	}
	return -1, 0
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
