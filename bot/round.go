package bot

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/overhoor/overhoor/bot/grade"
	"github.com/overhoor/overhoor/scheduler"
)

// Round is one quiz at a place. The zero Round is no round. A round that is
// over is kept until the next one begins, so that its last verdict can still
// be explained or undone.
type Round struct {
	Version int64  `json:"-"` // counts the writes; kept by the Store
	Kept    int    `json:"-"` // how many answers lie beside what was written last; kept by the Store
	ID      string `json:"id,omitempty"`
	Deck    string `json:"deck,omitempty"`  // "" for cards of several decks
	Cards   []Turn `json:"cards,omitempty"` // in the order of asking
	At      int    `json:"at,omitempty"`    // index into Cards of the card that is asked

	Load    scheduler.Load `json:"load,omitzero"` // what the learner has due, beside which its cards come back
	Started time.Time      `json:"started,omitzero"`
	Touched time.Time      `json:"touched,omitzero"`

	Quoted string `json:"quoted,omitempty"` // of a learner alone: becomes a card with the question that he types next

	Choose bool  `json:"choose,omitempty"` // of a learner alone: the answers are choices
	Race   *Race `json:"race,omitempty"`   // of a group
	Said   Said  `json:"said,omitzero"`
}

// Said is the reply to the event that changed the round last: when the same
// event comes again, it is said again and nothing is counted.
type Said struct {
	Event    string    `json:"event,omitempty"`
	Messages []Message `json:"messages,omitempty"`
}

// Turn is one card of a round.
type Turn struct {
	Deck   string           `json:"deck"`
	Card   string           `json:"card"`
	Memory scheduler.Memory `json:"memory,omitzero"` // as it was read; spares a round trip
	Again  bool             `json:"again,omitempty"` // the card was asked before in this round
	Redo   bool             `json:"redo,omitempty"`  // asked again after an undo

	Asked  time.Time        `json:"asked,omitzero"`
	Closed time.Time        `json:"closed,omitzero"` // in a group: when it was answered and the next one too; zero if nobody did
	Effort Effort           `json:"effort,omitzero"`
	Accept []string         `json:"accept,omitempty"` // right answers that classmates taught the card
	Heard  string           `json:"heard,omitempty"`  // what was answered, in all goes
	Judged *grade.Judgement `json:"judged,omitempty"`
	Waits  bool             `json:"waits,omitempty"`  // Judged is unsure: the learner has to say
	Beside string           `json:"beside,omitempty"` // the card that a group mixed this one up with
	Shown  []string         `json:"shown,omitempty"`  // the cards whose backs are the choices, in their order

	Rating  scheduler.Rating `json:"rating,omitempty"` // 0 while nothing was counted
	Verdict grade.Verdict    `json:"verdict,omitempty"`
	After   scheduler.Memory `json:"after,omitzero"`   // the memory when Rating is not 0
	Locked  bool             `json:"locked,omitempty"` // reviewed elsewhere since: can't be undone
}

// review is what was counted of a turn.
func (t Turn) review(at time.Time) Review {
	return Review{
		Memory: Memory{Deck: t.Deck, Card: t.Card, Before: t.Memory, After: t.After},
		At:     at, Rating: t.Rating,
	}
}

// takenBack is the undoing of what was counted of a turn.
func (t Turn) takenBack() Review {
	r := t.review(t.After.Last)
	r.Before, r.After, r.Undo = t.After, t.Memory, true
	return r
}

// asking tells whether a card waits for an answer.
func (r *Round) asking() bool { return r.ID != "" && r.At < len(r.Cards) }

// Clone is a copy that shares nothing that is changed in place.
func (r Round) Clone() Round {
	r.Cards, r.Said.Messages = slices.Clone(r.Cards), slices.Clone(r.Said.Messages)
	for i := range r.Cards {
		if j := r.Cards[i].Judged; j != nil {
			own := *j
			r.Cards[i].Judged = &own
		}
	}
	if r.Race != nil {
		r.Race = r.Race.clone()
	}
	return r
}

// ref names a turn in the command of a button, so that an old button can be
// told from a new one: "k3f9a.3".
func (r *Round) ref(turn int) string { return r.ID + "." + strconv.Itoa(turn+1) }

// index finds the turn that ref names.
func (r *Round) index(ref string) (int, bool) {
	id, number, ok := strings.Cut(ref, ".")
	n, err := strconv.Atoi(number)
	if !ok || err != nil || id != r.ID || n < 1 || n > len(r.Cards) {
		return 0, false
	}
	return n - 1, true
}

// asked finds the turn a command is about: the one that waits for an answer,
// if ref is empty or names it.
func (r *Round) asked(ref string) (*Turn, bool) {
	if !r.asking() || ref != "" && ref != r.ref(r.At) {
		return nil, false
	}
	return &r.Cards[r.At], true
}

// counted finds the turn that was counted last, or the one that ref names.
func (r *Round) counted(ref string) (int, bool) {
	if ref != "" {
		i, ok := r.index(ref)
		return i, ok && i < r.At && r.Cards[i].Rating != 0
	}
	for i := min(r.At, len(r.Cards)) - 1; i >= 0; i-- {
		if r.Cards[i].Rating != 0 {
			return i, true
		}
	}
	return 0, false
}

// comeback finds the later turn of the card of a turn.
func (r *Round) comeback(turn int) (int, bool) {
	for i := turn + 1; i < len(r.Cards); i++ {
		if r.Cards[i].Card == r.Cards[turn].Card && r.Cards[i].Deck == r.Cards[turn].Deck {
			return i, true
		}
	}
	return 0, false
}
