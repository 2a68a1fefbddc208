package grade

import (
	"math"
	"regexp"
	"strings"
	"unicode"

	"github.com/overhoor/overhoor/bot/grade/words"
)

// compileItems prepares a list's items; words that several items share tell
// little.
func (d *Deck) compileItems(k *card) {
	shared := make(map[string]int)
	for _, s := range k.layout.items {
		mine := make(map[string]bool)
		for _, u := range d.read(s, k.lang, plain).units {
			mine[u.form.Root] = true
		}
		for root := range mine {
			shared[root]++
		}
	}
	weigh := d.weigh(k)
	for _, s := range k.layout.items {
		it := item{text: s}
		for _, form := range append(itemForms(s, k.lang), d.aliases[bareName(s)]...) {
			it.forms = append(it.forms, d.read(form, k.lang, func(f words.Form) (weight, rarity float64) {
				weight, rarity = weigh(f)
				if n := float64(shared[f.Root]); n > 1 {
					weight /= n * math.Sqrt(n)
				}
				return weight, rarity
			}))
		}
		it.parts = len(it.forms[0].segments())
		k.items = append(k.items, it)
	}
}

// itemForms gives an item without its parenthesis and, when that is another
// name and no elaboration, the parenthesis; and what stands before a dash that
// goes on about it.
func itemForms(s, lang string) []string {
	bare := strings.TrimSpace(brackets.ReplaceAllString(s, ""))
	forms := []string{bare}
	if bare == "" {
		return []string{s}
	}
	for _, m := range brackets.FindAllStringSubmatch(s, -1) {
		if isOtherName(bare, m[1], strings.HasPrefix(lang, "de")) { // where each noun has a capital
			forms = append(forms, m[1])
		}
	}
	if at := strings.Index(bare, " – "); at > 0 {
		forms = append(forms, bare[:at])
	}
	if combination.MatchString(bare) && len(strings.Fields(bare)) <= 4 {
		forms = append(forms, "combi", "combinatie", "combination", "mix", "samen", "together")
	}
	return forms
}

// combination finds an item that only combines the others.
var combination = regexp.MustCompile(`(?i)^(?:een |a )?(?:combi\w*|mix)\b`)

// isOtherName tells whether a parenthesis is another name for what stands
// before it: short, no enumeration, and no proper name unless of a person.
func isOtherName(bare, aside string, person bool) bool {
	if strings.ContainsAny(aside, ",.;:=") || len(strings.Fields(aside)) > 4 || len(strings.Fields(bare)) > 5 {
		return false
	}
	r := []rune(aside)
	upper := len(r) > 1 && unicode.IsUpper(r[0]) && !unicode.IsUpper(r[1])
	return !upper || person
}
