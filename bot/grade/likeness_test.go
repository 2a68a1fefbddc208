package grade

import (
	"testing"

	"pgregory.net/rapid"
)

// slowDistance is the textbook's edit distance.
func slowDistance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range a {
		diag := row[0]
		row[0] = i + 1
		for j, s := range b {
			diag, row[j+1] = row[j+1], min(diag+int(flag(r != s)), row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

func TestDistance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := func(least int) *rapid.Generator[[]rune] {
			return rapid.SliceOfN(rapid.SampledFrom([]rune("abcé漢")), least, 200)
		}
		a, b := text(1).Draw(t, "a"), text(0).Draw(t, "b")
		if got, want := distance(a, b), slowDistance(a, b); got != want {
			t.Fatalf("distance %d, want %d", got, want)
		}
	})
}
