package state

import (
	"bytes"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/scheduler"
)

var someTime = rapid.Custom(func(t *rapid.T) time.Time {
	if rapid.Bool().Draw(t, "zero") {
		return time.Time{}
	}
	return time.UnixMilli(rapid.Int64Range(-70e12, 140e12).Draw(t, "ms")).UTC()
})

var someMemory = rapid.Custom(func(t *rapid.T) scheduler.Memory {
	return scheduler.Memory{
		Stability: rapid.Float64().Draw(t, "s"), Difficulty: rapid.Float64().Draw(t, "d"),
		Due: someTime.Draw(t, "due"), Last: someTime.Draw(t, "last"),
		Reps: rapid.Uint16().Draw(t, "reps"), Lapses: rapid.Uint16().Draw(t, "lapses"),
	}
})

func TestMemoryComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := someMemory.Draw(t, "memory")
		got, err := unpackMemory(packMemory(nil, m))
		if err != nil || got != m {
			t.Fatalf("%+v came back as %+v, %v", m, got, err)
		}
	})
}

// Compare-and-set packs what a caller kept in his own words.
func TestMemoryPacksTheSameInAnyZone(t *testing.T) {
	at := time.Date(2026, 3, 29, 2, 30, 0, 123456789, time.FixedZone("here", 3600))
	m := scheduler.Memory{Stability: 3, Difficulty: 5, Due: at, Last: at, Reps: 1}
	back, err := unpackMemory(packMemory(nil, m))
	if err != nil || !bytes.Equal(packMemory(nil, back), packMemory(nil, m)) {
		t.Errorf("packed differently: %+v, %v", back, err)
	}
	if n := len(packMemory(nil, m)); n != memorySize {
		t.Errorf("%d bytes, want %d", n, memorySize)
	}
}

func TestReviewComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := bot.Review{
			ID: rapid.String().Draw(t, "id"), At: someTime.Draw(t, "at"),
			Rating: scheduler.Rating(rapid.IntRange(0, 4).Draw(t, "rating")), Undo: rapid.Bool().Draw(t, "undo"),
			Memory: bot.Memory{
				Deck: rapid.String().Draw(t, "deck"), Card: rapid.String().Draw(t, "card"),
				Before: someMemory.Draw(t, "before"), After: someMemory.Draw(t, "after"),
			},
		}
		got, err := unpackReview(packReview(r))
		if err != nil || !reflect.DeepEqual(got, r) {
			t.Fatalf("%+v came back as %+v, %v", r, got, err)
		}
	})
}

func TestDamageIsAnError(t *testing.T) {
	whole := packReview(bot.Review{ID: "1", Memory: bot.Memory{Deck: "d", Card: "c", After: scheduler.Memory{Reps: 1}}})
	for n := range whole {
		if _, err := unpackReview(whole[:n]); err == nil {
			t.Errorf("the first %d of %d bytes were taken for a review", n, len(whole))
		}
	}
	for _, b := range [][]byte{{1}, {2}, append([]byte{9}, make([]byte, 32)...)} {
		if _, err := unpackMemory(b); err == nil {
			t.Errorf("%v was taken for a memory", b)
		}
	}
	for _, b := range []string{"", "1", "x {}", "1 {", "1 []"} {
		var p bot.Profile
		if _, err := open([]byte(b), &p); err == nil {
			t.Errorf("%q was taken for a profile", b)
		}
	}
}

func FuzzUnpack(f *testing.F) {
	f.Add(packReview(bot.Review{ID: "1", Memory: bot.Memory{Deck: "d", After: scheduler.Memory{Reps: 1}}}))
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := unpackReview(b)
		if err != nil {
			return
		}
		if again, err := unpackReview(packReview(r)); err != nil || !bytes.Equal(packReview(again), packReview(r)) {
			t.Errorf("%+v came back as %+v, %v", r, again, err)
		}
	})
}
