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

// someSecond is a time that a memory can tell.
var someSecond = rapid.Custom(func(t *rapid.T) time.Time {
	s := rapid.Uint32().Draw(t, "second")
	if s == 0 {
		return time.Time{}
	}
	return time.Unix(epoch+int64(s), 0).UTC()
})

var someFloat = rapid.Map(rapid.Float32(), func(x float32) float64 { return float64(x) })

var someMemory = rapid.Custom(func(t *rapid.T) scheduler.Memory {
	return scheduler.Memory{
		Stability: someFloat.Draw(t, "s"), Fast: someFloat.Draw(t, "f"), Difficulty: someFloat.Draw(t, "d"),
		Due: someSecond.Draw(t, "due"), Last: someSecond.Draw(t, "last"),
		Reps: rapid.Uint16().Draw(t, "reps"), Lapses: rapid.Uint16().Draw(t, "lapses"),
	}
})

func TestMemoryComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := someMemory.Draw(t, "memory")
		got, err := unpackMemory(packMemory(m))
		if err != nil || got != m {
			t.Fatalf("%+v came back as %+v, %v", m, got, err)
		}
	})
}

// Compare-and-set packs what a caller kept in his own words.
func TestMemoryPacksTheSameInAnyZone(t *testing.T) {
	at := time.Date(2026, 3, 29, 2, 30, 0, 123456789, time.FixedZone("here", 3600))
	m := scheduler.Memory{Stability: 3.1, Difficulty: 5, Due: at, Last: at, Reps: 1}
	back, err := unpackMemory(packMemory(m))
	if err != nil || !bytes.Equal(packMemory(back), packMemory(m)) {
		t.Errorf("packed differently: %+v, %v", back, err)
	}
	if n := len(packMemory(m)); n != 23 {
		t.Errorf("%d bytes, want 23", n)
	}
}

func TestMemoryTimes(t *testing.T) {
	for _, tt := range []struct{ name, kept, back string }{
		{"ToTheSecond", "2026-11-24T12:00:00.999Z", "2026-11-24T12:00:00Z"},
		{"BeforeAllThatCanBeTold", "2019-12-31T23:00:00Z", "2020-01-01T00:00:01Z"},
		{"TheFirstSecond", "2020-01-01T00:00:00Z", "2020-01-01T00:00:01Z"},
		{"AfterAllThatCanBeTold", "2200-01-01T00:00:00Z", "2156-02-07T06:28:15Z"},
		{"None", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			kept, err := time.Parse(time.RFC3339, tt.kept)
			if err != nil {
				t.Fatal(err)
			}
			m, err := unpackMemory(packMemory(scheduler.Memory{Reps: 1, Due: kept}))
			if got := m.Due.Format(time.RFC3339); err != nil || got != tt.back {
				t.Errorf("%s came back as %s, %v, want %s", tt.kept, got, err, tt.back)
			}
		})
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
	for _, b := range [][]byte{
		{1}, {2}, make([]byte, 23), append([]byte{9}, make([]byte, 22)...),
		append([]byte{2}, make([]byte, 23)...), append([]byte{1}, make([]byte, 22)...),
		append(append([]byte{2}, make([]byte, 20)...), 0xff, 0xff, 0x7f, 0),
	} {
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
