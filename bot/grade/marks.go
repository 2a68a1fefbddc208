package grade

import (
	"strings"

	"github.com/overhoor/overhoor/bot/grade/words"
)

// findMarks cuts a definition into its marks: what kind of thing it is, and
// what sets it apart. A mark ends where a clause, a sentence or a part with
// its own preposition begins and holds at least one telling word.
func findMarks(p *passage) []span {
	const telling = 0.4
	var marks []span
	from, end := 0, len(p.units)
	for i, t := range p.tokens {
		at := p.first[i]
		if t.Gap < words.Comma && !startsMark(t.Fold) {
			continue
		}
		if p.weight(span{from, at}) >= telling {
			marks = append(marks, span{from, at})
			from = at
		}
	}
	if p.weight(span{from, end}) >= telling || len(marks) == 0 {
		return append(marks, span{from, end})
	}
	marks[len(marks)-1].to = end
	return marks
}

func startsMark(word string) bool {
	switch word {
	case "die", "dat", "waarbij", "waarin", "waaraan", "waarmee", "waarop", "waardoor", "door", "doordat", "met", "zonder", "op",
		"en", "of", "omdat", "om", "zodat", "wanneer", "als", "voor", "tussen", "uit", "ondanks", "ongeacht",
		"that", "which", "who", "where", "by", "with", "without", "and", "or", "because", "so", "when", "if", "for", "between",
		"from", "in", "despite",
		"mit", "ohne", "durch", "und", "oder", "weil", "wenn", "zwischen", "avec", "sans", "et", "ou", "parce", "entre", "qui", "que", "quand", "porque", "cuando", "senza", "perche", "che":
		return true
	}
	return false
}

// findOpening finds a first sentence that the next ones only elaborate,
// because they begin by pointing back at it.
func findOpening(p *passage) int {
	for i, t := range p.tokens {
		if i == 0 || t.Gap < words.Sentence {
			continue
		}
		for _, next := range p.tokens[i:min(i+3, len(p.tokens))] {
			if pointsBack(next.Fold) {
				return p.first[i]
			}
		}
		if t.Gap == words.Line && strings.Count(p.between(i), "\n") > 1 {
			return p.first[i]
		}
		return 0
	}
	return 0
}

// open is the text of the first sentence, when the next only elaborate it and
// it tells enough to answer by itself; "" otherwise.
func (p *passage) open(units int) string {
	const enough = 4 // telling words: fewer may name no more than a kind
	n := 0
	for _, u := range p.units[:units] {
		n += int(flag(u.role == content))
	}
	if n < enough {
		return ""
	}
	return p.slice(span{0, units})
}

func pointsBack(word string) bool {
	switch word {
	case "zo", "zon", "zo'n", "dit", "deze", "hierbij", "hierdoor", "daarbij", "daardoor", "daarmee", "hiermee", "dus", "dan", "this", "these", "such", "it", "thus", "therefore", "thereby":
		return true
	}
	return false
}
