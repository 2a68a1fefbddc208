package statetest

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/bot/state"
)

// groupMoves moves a group, again, and onto a place where a round has begun.
func groupMoves(t *testing.T, s store) {
	ctx := t.Context()
	super := bot.Place{Platform: "telegram", Chat: "-100200", Group: true}
	first := bot.GroupStep{Place: group, Round: &bot.Round{ID: "r"}, Club: &bot.Club{Daily: "08:30"},
		Board: &bot.Board{Members: map[bot.Learner]bot.Member{learner: {Name: "Ann"}}}}
	ok(t, s.CommitGroup(ctx, first))
	for range 2 {
		ok(t, s.MoveGroup(ctx, group, super))
		v, err := s.Club(ctx, super)
		ok(t, err)
		equal(t, v, bot.View{Round: bot.Round{Version: 1, ID: "r"}, Club: bot.Club{Version: 1, Daily: "08:30"}})
		v, err = s.Club(ctx, group)
		ok(t, err)
		equal(t, v, bot.View{})
		for place, members := range map[bot.Place]int{super: 1, group: 0} {
			b, err := s.Board(ctx, place)
			ok(t, err)
			equal(t, len(b.Members), members)
		}
	}

	ok(t, s.CommitGroup(ctx, bot.GroupStep{Place: group, Round: &bot.Round{ID: "late"}, Club: &bot.Club{Daily: "09:00"}}))
	ok(t, s.MoveGroup(ctx, group, super))
	v, err := s.Club(ctx, super)
	ok(t, err)
	equal(t, v.Round.ID, "r")
	equal(t, v.Club.Daily, "08:30")
	ok(t, s.MoveGroup(ctx, super, super))
	v, err = s.Club(ctx, super)
	ok(t, err)
	equal(t, v.Round.ID, "r")
}

var errCut = errors.New("cut short")

// cutShort is a kernel that dies before or after one of its commits.
type cutShort struct {
	state.Kernel
	at    int // 1 for the first one; 0 never
	after bool
}

func (c *cutShort) Commit(ctx context.Context, commit state.Commit) error {
	c.at--
	if c.at == 0 && !c.after {
		return errCut
	}
	err := c.Kernel.Commit(ctx, commit)
	if c.at == 0 && err == nil {
		err = errCut
	}
	return err
}

// boardsMerge moves a group onto a place where members earned points, and cuts the
// move short wherever that can be: each point is on the board once.
func boardsMerge(t *testing.T, s store) {
	ctx := t.Context()
	board := func(points int, who ...bot.Learner) *bot.Board {
		b := &bot.Board{Members: make(map[bot.Learner]bot.Member)}
		b.Week = bot.Period{From: "2026-11-23", Points: map[string]map[bot.Learner]int{"deck": {}}}
		for _, l := range who {
			b.Members[l] = bot.Member{Name: string(l)}
			b.Week.Points["deck"][l] = points
		}
		return b
	}
	for at := range 6 {
		for _, after := range []bool{false, true} {
			from := bot.Place{Platform: "telegram", Chat: fmt.Sprint("-", at, after), Group: true}
			to := from
			to.Chat += "00"
			ok(t, s.CommitGroup(ctx, bot.GroupStep{Place: from, Club: &bot.Club{Row: bot.Streak{Days: 4, Last: "2026-11-23"}}, Board: board(3, "anna", "bram")}))
			ok(t, s.CommitGroup(ctx, bot.GroupStep{Place: to, Club: &bot.Club{Row: bot.Streak{Days: 1, Last: "2026-11-24"}}, Board: board(2, "bram", "eva")}))
			cut := over(&cutShort{Kernel: s.kernel, at: at, after: after})
			if err := cut.MoveGroup(ctx, from, to); err != nil && !errors.Is(err, errCut) {
				t.Error(err)
			}
			late := board(1, "anna")
			ok(t, s.elsewhere().CommitGroup(ctx, bot.GroupStep{Place: from, Board: withVersion(t, s, from, late)}))
			for range 2 {
				ok(t, s.MoveGroup(ctx, from, to))
			}
			b, err := s.Board(ctx, to)
			ok(t, err)
			want := map[bot.Learner]int{"anna": 4, "bram": 5, "eva": 2}
			if late.Version > 1 { // it was earned in place of the others
				want["anna"], want["bram"] = 1, 2
			}
			equal(t, b.Week.Points["deck"], want)
			v, err := s.Club(ctx, to)
			ok(t, err)
			equal(t, v.Club.Row.Days, 5)
			b, err = s.Board(ctx, from)
			ok(t, err)
			equal(t, b, bot.Board{})
		}
	}
}

// withVersion is a board in place of what a group has.
func withVersion(t *testing.T, s store, p bot.Place, b *bot.Board) *bot.Board {
	t.Helper()
	old, err := s.Board(t.Context(), p)
	ok(t, err)
	b.Version = old.Version
	return b
}
