package simulate

import (
	"slices"
	"testing"

	"github.com/overhoor/overhoor/scheduler"
)

// spans are the days between reviews of a card.
func spans[T box[T]](ratings ...scheduler.Rating) (days []int) {
	var c T
	day := 0
	for _, r := range ratings {
		c = c.after(day, r)
		next, _ := c.due()
		days = append(days, next-day)
		day = next
	}
	return days
}

func TestOlderMethods(t *testing.T) {
	const again, hard, good, easy = scheduler.Again, scheduler.Hard, scheduler.Good, scheduler.Easy
	for _, tt := range []struct {
		name      string
		got, want []int
	}{
		// Ease 2.5 stays at Good; intervals 1, 6, 6 x 2.5, 15 x 2.5 rounded.
		{"SM2Good", spans[sm2](good, good, good, good), []int{1, 6, 15, 38}},
		// Easy adds 0.1: the third is 6 x 2.7.
		{"SM2Easy", spans[sm2](easy, easy, easy), []int{1, 6, 16}},
		// Hard takes 0.14: the third is 6 x 2.22.
		{"SM2Hard", spans[sm2](hard, hard, hard), []int{1, 6, 13}},
		{"SM2Again", spans[sm2](good, good, good, again, good, good), []int{1, 6, 15, 1, 1, 6}},
		{"Leitner", spans[leitner](good, good, hard, easy, good, good, again, good), []int{1, 2, 4, 8, 16, 16, 1, 2}},
	} {
		if !slices.Equal(tt.got, tt.want) {
			t.Errorf("%s: %v days, want %v", tt.name, tt.got, tt.want)
		}
	}
}
