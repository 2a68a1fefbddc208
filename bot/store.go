package bot

import (
	"context"
	"errors"
	"time"

	"github.com/overhoor/overhoor/scheduler"
)

// Store keeps what the quiz must remember. All methods may be called from many
// goroutines and processes at the same time.
//
// A learner's profile, memories, log and the rounds of his private chats lie
// together, so that one Commit writes them all or not at all. A group's round
// and club lie apart: see CommitGroup.
type Store interface {
	// Read fetches in one round trip who an account is and what is going on
	// at a place. A learner never seen before has a zero Profile, a place
	// without a round a zero Round, one without a club a zero Club (all with
	// Version 0).
	Read(ctx context.Context, p Place, a Account) (View, error)

	// Learner reads a learner by name; the round is that of his home
	// (Profile.Home), a zero Round when he has none.
	Learner(ctx context.Context, l Learner) (View, error)

	// Club reads what is going on in a group, as Read does for nobody in
	// particular.
	Club(ctx context.Context, p Place) (View, error)

	// Board reads what the members of a group earned.
	Board(ctx context.Context, p Place) (Board, error)

	// Memories returns the learner's memory of each card of a deck that he
	// met, by card ID.
	Memories(ctx context.Context, l Learner, deck string) (map[string]scheduler.Memory, error)

	// Mates returns in one round trip what several learners know of a deck, in
	// their order.
	Mates(ctx context.Context, all []Learner, deck string) ([]Mate, error)

	// Log returns the learner's newest reviews, oldest first, at most n.
	Log(ctx context.Context, l Learner, n int) ([]Review, error)

	// Draft returns the draft that a step of the learner's kept in the last
	// DraftTTL, a zero one if there is none.
	Draft(ctx context.Context, l Learner) (Draft, error)

	// Commit writes a step of one learner in one atomic act. It returns
	// ErrSeen when the step's event was committed before and ErrStale when
	// something that the step builds on has changed since it was read;
	// nothing is written then.
	Commit(ctx context.Context, s Step) error

	// CommitGroup does the same for a group's round, its club and its board, or
	// for an answer that is kept beside the round. Reviews
	// don't belong in it: the group carries them in its loads until each
	// learner's own Commit.
	CommitGroup(ctx context.Context, s GroupStep) error

	// MoveGroup brings a group's round, club and loads to another place, where nothing
	// that has begun there is touched, adds its board and its days in a row to
	// what is there, and leaves none of it at the old one. Moving
	// again changes nothing. It returns ErrStale when somebody came between;
	// it is to be tried again then.
	MoveGroup(ctx context.Context, from, to Place) error

	// Plan sets when the learner's next push is due; the zero time means
	// never. Planning the same again changes nothing.
	Plan(ctx context.Context, l Learner, at time.Time) error

	// PlanFit does the same for when the learner's schedule is to be fitted to
	// him.
	PlanFit(ctx context.Context, l Learner, at time.Time) error
	// PlanGroup does the same for a group, in a queue of its own, where its
	// name is Place.Name.
	PlanGroup(ctx context.Context, p Place, at time.Time) error
	// PlanRound sets when the group's round is due, in the same queue, where its
	// name is Place.RoundName.
	PlanRound(ctx context.Context, p Place, at time.Time) error

	// KeepCode remembers a link code for a while, UseCode redeems it once.
	// UseCode returns ErrNoCode for a code unknown, used or too old.
	KeepCode(ctx context.Context, code string, l Learner, ttl time.Duration) error
	UseCode(ctx context.Context, code string) (Learner, error)

	// Alias makes an account speak for a learner from now on.
	Alias(ctx context.Context, a Account, l Learner) error
}

// View is what Read found.
type View struct {
	Learner Learner
	Profile Profile
	Round   Round
	Club    Club       // of a group
	New     []Newcomer // to a group, in the order in which they came
	Loads   []Load     // that a group carries for learners, in their order
	Own     []OwnCard  // the cards that he made, the oldest first; not read in a group

	// In a group, what the learner knows of a deck that is asked there, where
	// that was read along: Memories is nil otherwise.
	Deck     string
	Memories map[string]scheduler.Memory
}

// said is the reply to an event, if it changed the round or the club last.
func (v *View) said(event string) ([]Message, bool) {
	for _, s := range []Said{v.Round.Said, v.Club.Said} {
		if event != "" && s.Event == event {
			return s.Messages, true
		}
	}
	return nil, false
}

// Mate is what one of several learners knows of a deck.
type Mate struct {
	Learner  Learner
	Profile  Profile
	Memories map[string]scheduler.Memory // as Store.Memories returns them
}

// Step is what one event changes for one learner.
type Step struct {
	Event   string // the event's ID: committed once for a learner
	Learner Learner
	Profile *Profile // written when not nil; its Version is the one that was read
	Place   Place    // where Round is, when it is not nil
	Round   *Round   // written when not nil; its Version is the one that was read
	Reviews []Review // each builds on Review.Before being the memory that is kept
	Import  []Memory // memories changed without a review: taken over from another account, or made anew

	// Own cards that he made or changed, and the IDs of those he threw away.
	// Profile is written with them, so that two changes don't cross.
	Own    []OwnCard
	Disown []string
	Draft  *Draft // written when not nil, in place of the one before; a zero one drops it
}

// GroupStep is what one event changes for a group.
type GroupStep struct {
	Event string // committed once for a place
	Place Place
	Round *Round     // written when not nil; its Version and Kept are those that were read
	Club  *Club      // the same
	Board *Board     // the same
	Keep  *Keep      // kept beside the round when not nil, and Round is
	New   []Newcomer // each written when he is as he was read; forgotten when he is known
	Loads []Load     // each written when nobody did since it was read; dropped, if it is still there, when it has no reviews
}

// Keep is an answer that is kept beside a round, which must be as it was read.
// Others may keep theirs at the same time, so two hundred wait for nobody; the
// round is read with all of them, and takes them in when it is written.
type Keep struct {
	Answer  Answer
	Version int64 // of the round that was read
	Kept    int   // how many were kept when it was read
	Only    bool  // no other may have been kept since
}

// Memory is one card in a learner's memory.
type Memory struct {
	Deck, Card    string
	Before, After scheduler.Memory
}

// Review is one answer that counted, or the undoing of one.
type Review struct {
	ID     string // of the event that it came from
	Memory        // the card, and its memory before and after
	At     time.Time
	Rating scheduler.Rating
	Undo   bool // After is the memory from before the last review
}

// What Store returns, wrapped.
var (
	ErrSeen   = errors.New("the event was handled before")
	ErrStale  = errors.New("changed by someone else meanwhile")
	ErrNoCode = errors.New("no such link code")
)
