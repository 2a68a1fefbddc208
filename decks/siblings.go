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
// two directions of one pair. It gives each such card the number of its family;
// cards without siblings are left out.
func siblings(d *Deck) map[string]int {
	first := make(map[string]int) // by key, the first card that has it
	parent := make([]int, len(d.Cards))
	root := func(i int) int {
		for parent[i] != i {
			i = parent[i]
		}
		return i
	}
	for i, c := range d.Cards {
		parent[i] = i
		for _, key := range kinship(c) {
			if j, ok := first[key]; ok {
				parent[root(i)] = root(j)
			} else {
				first[key] = i
			}
		}
	}
	size := make([]int, len(d.Cards))
	for i := range d.Cards {
		size[root(i)]++
	}
	families := make(map[string]int)
	for i, c := range d.Cards {
		if n := size[root(i)]; n > 1 && n <= mostSiblings {
			families[c.ID] = root(i)
		}
	}
	return families
}

// kinship is what a card has in common with its siblings: its sentence with the
// gaps filled in, and its two sides whatever their order.
func kinship(c Card) []string {
	front, back := bare(c.Front), bare(c.Back)
	keys := []string{"sentence " + bare(filled(c.Front, c.Back))}
	if front != "" && back != "" {
		keys = append(keys, "pair "+min(front, back)+"\n"+max(front, back))
	}
	return keys
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
