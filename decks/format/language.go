package format

import (
	"strings"
	"unicode"
)

// common lists words that are frequent in one of the languages and are no
// words of the others.
var common = []struct {
	lang  string
	words string
}{
	{"nl", " de het een van en op te voor met dat zijn aan door hoe wat waar welke bij om niet naar als wordt worden uit deze je doen enkele "},
	{"en", " the and to are for with that by how what which from as on it this be does when why who has have can "},
	{"de", " der das ein eine und zu für mit dass sind wie was ist bei um nicht nach als wird werden aus diese den dem "},
	{"fr", " le la les un une des et à pour avec que sont par comment quel quelle est dans au du ce cette ne pas "},
	{"es", " el los las una y para con que son por cómo qué cuál es al del este esta no se "},
	{"it", " gli che è sono della delle dei nel nella perché quale quali cosa più anche ed di "},
}

// langOf guesses in which language a text is, or "" without a clue.
func langOf(text string) string {
	count := make([]int, len(common))
	for _, w := range strings.FieldsFunc(strings.ToLower(text), notLetter) {
		for i := range common {
			if strings.Contains(common[i].words, " "+w+" ") {
				count[i]++
			}
		}
	}
	best, lang := 0, ""
	for i, n := range count {
		if n > best {
			best, lang = n, common[i].lang
		}
	}
	return lang
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }
