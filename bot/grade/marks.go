package grade

import "github.com/overhoor/overhoor/bot/grade/words"

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
		"from", "in", "despite":
		return true
	}
	return false
}
