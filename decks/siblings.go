package decks

import (
	"regexp"
	"strings"
)

// mostSiblings is how many cards may be siblings of one another. A question that
// more share ("Translate:") says nothing about what they ask for.
const mostSiblings = 8

// blank is a gap to be filled in: "___", "...", "[...]" or "{{c1::word}}".
var blank = regexp.MustCompile(`_{2,}|\[?(?:\.{3,}|…)\]?|\{\{c\d+::.*?\}\}`)

// siblings finds the cards of a deck that give one another's answer away: the
// same sentence with other gaps, the same question with another answer, and the
// two directions of one question, each with the other's answer in it. It gives
// each such card the number of its family; cards without siblings are left out.
func siblings(d *Deck) map[string]int {
	f := families{parent: make([]int, len(d.Cards))}
	fronts, backs := make([]string, len(d.Cards)), make([]string, len(d.Cards))
	asked, answer := make(map[string]int), make(map[string][]int)
	for i, c := range d.Cards {
		f.parent[i], fronts[i], backs[i] = i, bare(c.Front), bare(c.Back)
		answer[backs[i]] = append(answer[backs[i]], i)
		sentence := bare(filled(c.Front, c.Back))
		if first, ok := asked[sentence]; ok {
			f.join(first, i)
		} else {
			asked[sentence] = i
		}
	}
	for i, front := range fronts {
		for _, j := range answered(front, answer) {
			if within(backs[i], fronts[j]) {
				f.join(i, j)
			}
		}
	}
	return f.numbers(d)
}

// longestBack is of how many words a back is looked for in other cards' fronts.
const longestBack = 6

// answered finds the cards whose back is part of a front. A back that too many
// share ("yes") is none that gives anything away.
func answered(front string, backs map[string][]int) []int {
	var found []int
	for from := 0; from < len(front); {
		to, rest := from, front[from:]
		for range longestBack {
			word, after, _ := strings.Cut(rest, " ")
			to += len(word)
			if cards := backs[front[from:to]]; len(cards) <= mostSiblings {
				found = append(found, cards...)
			}
			if rest = after; rest == "" {
				break
			}
			to++ // the space
		}
		word, _, _ := strings.Cut(front[from:], " ")
		from += len(word) + 1
	}
	return found
}

// within tells whether words are part of a text, one after the other.
func within(words, text string) bool {
	return words != "" && strings.Contains(" "+text+" ", " "+words+" ")
}

// families is a forest of cards that hang together.
type families struct {
	parent []int // by card, one that it hangs from; itself for the first of a family
}

func (f families) root(i int) int {
	for f.parent[i] != i {
		i = f.parent[i]
	}
	return i
}

func (f families) join(i, j int) { f.parent[f.root(i)] = f.root(j) }

// numbers gives the cards of families of several, but not too many, the number
// of theirs.
func (f families) numbers(d *Deck) map[string]int {
	size := make([]int, len(d.Cards))
	for i := range d.Cards {
		size[f.root(i)]++
	}
	numbers := make(map[string]int)
	for i, c := range d.Cards {
		if n := size[f.root(i)]; n > 1 && n <= mostSiblings {
			numbers[c.ID] = f.root(i)
		}
	}
	return numbers
}

// filled is a front with the back in its gaps: a line in each where there are as
// many, else the whole.
func filled(front, back string) string {
	fill := strings.Split(strings.TrimSpace(back), "\n")
	if len(fill) != len(blank.FindAllString(front, -1)) {
		fill = []string{back}
	}
	i := -1
	return blank.ReplaceAllStringFunc(front, func(string) string {
		i = min(i+1, len(fill)-1)
		return fill[i]
	})
}

// bare is a text's words without case, accents and signs.
func bare(text string) string { return strings.Join(words(text), " ") }
