package grade

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/overhoor/overhoor/bot/grade/words"
)

// isInitialled tells whether an answer is a term of which the first words are
// only initials: "V. van Gogh" for "Vincent van Gogh", "E. coli" for
// "Escherichia coli". All other words are the term's own; a person's further
// names may be left out.
func (k *card) isInitialled(text string) bool {
	if k.shape != shapeTerm || len(text) > maxName*maxName || !hasInitial(text) {
		return false
	}
	given := words.Tokens(text)
	for _, p := range k.core {
		if len(p.tokens) > 1 && initialled(given, p.tokens, asksWho.MatchString(k.Front)) {
			return true
		}
	}
	return false
}

// isOtherInitial tells whether an answer has initials before a name that are
// not the card's: T. van Gogh is not Vincent.
func (k *card) isOtherInitial(text string) bool {
	if k.shape != shapeTerm || !hasInitial(text) || k.isInitialled(text) {
		return false
	}
	tokens := words.Tokens(text)
	return len(tokens) > 1 && initialsIn(tokens[0].Raw)[0] != 0
}

// hasInitial tells quickly whether a text begins with a letter by itself.
func hasInitial(text string) bool {
	first, size := utf8.DecodeRuneInString(text)
	next, _ := utf8.DecodeRuneInString(text[size:])
	return unicode.IsLetter(first) && next == '.' || unicode.IsUpper(first) && (next == ' ' || unicode.IsUpper(next))
}

// initialled tells whether given is wanted with initials for its first words.
func initialled(given, wanted []words.Token, person bool) bool {
	last := wanted[len(wanted)-1]
	if len(last.Fold) < 3 || len(given) == 0 || given[len(given)-1].Fold != last.Fold {
		return false
	}
	at, short := 0, 0
	for i, t := range given {
		heads := []rune{0}
		if i < len(given)-1 {
			heads = initialsIn(t.Raw)
		}
		for n, head := range heads {
			for ; at < len(wanted) && !says(t, head, wanted[at]); at++ {
				name, _ := utf8.DecodeRuneInString(wanted[at].Raw)
				if i+n == 0 || !person || !unicode.IsUpper(name) || at == len(wanted)-1 {
					return false
				}
			}
			if at == len(wanted) {
				return false
			}
			at++
			if head != 0 {
				short++
			}
		}
	}
	return short > 0 && at == len(wanted)
}

// says tells whether a token, or one initial of it, stands for a word.
func says(t words.Token, head rune, word words.Token) bool {
	if head == 0 {
		return t.Fold == word.Fold
	}
	first, _ := utf8.DecodeRuneInString(word.Raw)
	return head == unicode.ToUpper(first)
}

// initialsIn are the initials that a token consists of: J. W. or JW; only 0 for
// a word.
func initialsIn(raw string) []rune {
	var heads []rune
	for _, r := range raw {
		switch {
		case r == '.':
		case !unicode.IsUpper(r) && len(raw) > utf8.RuneLen(r) && !strings.Contains(raw, ".") || !unicode.IsLetter(r) || len(heads) == 3:
			return []rune{0}
		default:
			heads = append(heads, unicode.ToUpper(r))
		}
	}
	return heads
}

// otherLetter tells whether an answer to a term with a capital in it, vitamin C,
// has another capital in its place and is the same otherwise.
func (e *evidence) otherLetter() bool {
	given, wanted := e.given.tokens, e.core.want.tokens
	if e.card.shape != shapeTerm || len(wanted) < 2 || len(wanted) > 3 || len(given) != len(wanted) {
		return false
	}
	other := false
	for i, w := range wanted {
		g := given[i]
		switch {
		case w.Fold == g.Fold:
		case other || !isCapital(w.Raw) || !isCapital(strings.ToUpper(g.Raw)) || i == 0 && asksWho.MatchString(e.card.Front):
			return false
		default:
			other = true
		}
	}
	return other
}

func isCapital(s string) bool { return len(s) == 1 && s[0] >= 'A' && s[0] <= 'Z' }

// settleNumeral compares an answer with a back that is a Roman numeral: with
// letters in another order it is another number.
func (k *card) settleNumeral(text string) (Judgement, bool) {
	if k.numeral == 0 || len(text) > 16 {
		return Judgement{}, false
	}
	given := strings.ToUpper(strings.Trim(text, " .!"))
	if n, ok := words.Roman(given); ok && n == k.numeral {
		return Judgement{Verdict: Correct, Sure: true, Score: 0.98}, true
	}
	if strings.Trim(given, "IVXLCDM") != "" {
		return Judgement{}, false
	}
	return Judgement{Verdict: Wrong, Sure: true, Score: 0.01}, true
}

// isKnownByFirstName tells whether everybody calls a person by his first name.
func isKnownByFirstName(name string) bool {
	switch name {
	case "Rembrandt", "Dante", "Michelangelo", "Galileo", "Napoleon", "Leonardo", "Rafaël", "Raphael", "Erasmus", "Titiaan", "Botticelli", "Donatello", "Tycho", "Petrarca", "Hieronymus":
		return true
	}
	return false
}
