// Package grade judges a free-text answer to a card as a fair teacher would,
// and says why. It is pure: a deck is compiled once, then judged against from
// any number of goroutines.
package grade

// Verdict is what the teacher says.
type Verdict uint8

// The verdicts, from worst to best.
const (
	Wrong Verdict = iota
	Partial
	Correct
)

// Attempt is one answer to one card.
type Attempt struct {
	Text   string
	Have   []string // list items found in an earlier go at the same card
	Accept []string // answers that classmates taught the card, beside its own

	// Likeness is what an embedder makes of the answer; nil without one.
	Likeness *Likeness
}

// Likeness is how close in meaning an answer is, as cosine similarities from
// -1 to 1.
type Likeness struct {
	Own   float64 // to the card's back
	Other float64 // to the nearest back of another card
}

// Judgement is a verdict and its reasons.
type Judgement struct {
	Verdict Verdict
	Sure    bool     // false: show the answer and let the learner decide
	Score   float64  // calibrated probability that the answer is correct
	Found   []string // items or parts of the back that were there, as the author wrote them
	Missing []string // items or parts that were not
	Extra   []string // what was said beside them and is wrong, as the learner wrote it
	Other   string   // ID of the card of this deck whose answer this is, or ""
	Reasons []Reason // what decided, the weightiest first
}

// Reason is one thing that a judgement rests on, for the learner who asks why.
type Reason struct {
	Kind   ReasonKind
	Wanted string // what the card says, or ""
	Given  string // what the learner wrote, or ""
}

// ReasonKind tells what sort of thing a Reason is.
type ReasonKind uint8

// The kinds of reasons.
const (
	Recognised   ReasonKind = iota // Given says Wanted
	Typo                           // Given is Wanted, misspelt
	Lacking                        // Wanted is not there
	Contradicted                   // Given says the opposite of Wanted
	Swapped                        // the roles are the wrong way round
	Number                         // Given is another number than Wanted
	Surplus                        // Given is none of the items
	Elsewhere                      // Given answers another card, whose front is Wanted
	Echo                           // Given only repeats the question
	Empty                          // nothing was said
)
