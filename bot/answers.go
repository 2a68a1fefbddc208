package bot

import "context"

// Answers keeps what learners taught: answers to a card that its author did
// not think of. Learners propose them, the deck's owner accepts or drops
// them. An answer is a string already normalised by the caller; two spellings
// that should count as one are made one before they come here.
type Answers interface {
	// Propose says that by holds an answer for right, and returns how many
	// learners do. Saying it twice counts once. An answer that is accepted
	// already has no backers any more: 0.
	Propose(ctx context.Context, deck, card, answer string, by Learner) (backers int, err error)

	// Accept makes an answer right for everyone, proposed or not. Drop
	// forgets an answer, proposed or accepted.
	Accept(ctx context.Context, deck, card, answer string) error
	Drop(ctx context.Context, deck, card, answer string) error

	// Accepted returns the accepted answers of a deck by card ID, sorted.
	Accepted(ctx context.Context, deck string) (map[string][]string, error)

	// Proposed returns what waits for the owner, the most backed first.
	Proposed(ctx context.Context, deck string) ([]Proposal, error)
}

// Proposal is an answer that learners hold for right.
type Proposal struct {
	Card, Answer string
	By           []Learner // in the order in which they came
}
