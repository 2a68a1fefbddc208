package grade

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/overhoor/overhoor/bot/grade/facts"
	"github.com/overhoor/overhoor/bot/grade/words"
)

// shape is how a card's back is built.
type shape uint8

const (
	shapeTerm    shape = iota // a name or a few words
	shapeText                 // a definition or an explanation
	shapeList                 // items
	shapeFact                 // a number, a date
	shapeFormula              // algebra or chemistry
)

// layout is a back taken apart, still as text.
type layout struct {
	shape   shape
	lead    string   // what stands before the items
	items   []string // of a list, without numbers and bullets
	ordered bool     // the items are steps
	core    []string // what is required; several are alternatives
	short   []string // shorter answers that will do by themselves
	aside   []string // parentheses and examples: not required
}

var (
	bullet      = regexp.MustCompile(`^\s*(?:\d{1,2}\s*[.)/:]|[-*•–—·‣])\s+`)
	brackets    = regexp.MustCompile(`\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)`)
	example     = regexp.MustCompile(`(?i)[,.;:]?\s*\b(?:denk aan|zoals|bijvoorbeeld|bijv\.|bv\.?|such as|for example|for instance|e\.g\.|think of)[\s:].*$`)
	listJoin    = regexp.MustCompile(`(?i)\s*(?:[,;]\s*(?:(?:en|and|und|et|y)\s+)?|\s+(?:en|and|und|et|y|&|\+)\s+)`)
	steps       = regexp.MustCompile(`(?i)\b(?:stap(?:pen)?|fase[ns]?|stadia|stadium|volgorde|steps?|phases?|stages?|order|sequence|cyclus|opeenvolgende?|achtereenvolgens|(?:van|from|von)\s+(?:\S+\s+){1,3}(?:naar|tot|to|nach|bis|zu)\s+\S+|chronolog\w*|eerst|te beginnen|beginnend|(?:starting|beginning) (?:with|from|at)|beginnend mit|reihenfolge|schritte?n?|(?:op|af)lopende?|ascending|descending|dans l'ordre|étapes?|en orden|in ordine|from the (?:\S+ ){1,2}(?:down|up)(?:wards?)?|going (?:away |out |down |up )from)\b`)
	calculates  = regexp.MustCompile(`^[\[( ]*[\p{L}\p{N}%_ ]*[\p{L}\p{N}%_][\]) ]*(?:(?: [=/×*+−–x:-] | ?[/×*=] ?)[\[( ]*[\p{L}\p{N}%_][\p{L}\p{N}%_ ]*[\]) ]*)+$`)
	equation    = regexp.MustCompile(`=.* [*×+x] |=.*[/*×+−–-].*[%()\d]|=.*[(%\d].*[/*×+−–-]`) // "/" and "-" alone may join two names
	explained   = regexp.MustCompile(`(?s)^([^\n]+)\n\s*\([^()]*=[^()]*\)$`)
	ofCircle    = regexp.MustCompile(`^\d*\s*[π]\s*\pL$`)
	asksFormula = regexp.MustCompile(`(?i)\b(?:formul[ae]|formule|ratio|verhouding|bereken\w*|calculat\w*|quotiënt|quotient|vuistregel|rule of thumb|faustregel)\b`)
	asksWho     = regexp.MustCompile(`(?i)\b(?:wie|who|whom|whose|wer|qui|quién|wiens|grondlegger|uitvinder|bedenker|ontdekker|oprichter|stichter|auteur|schrijver|schrijfster|schilder|componist|founder|inventor|discoverer|author|writer|painter|composer|pioneer|chi|quien|pedagoog|pedagoge|filosoof|filosofe|philosopher|psycholoog|psychologe|psychologist|econoom|economist|wetenschapper|scientist|natuurkundige|physicist|scheikundige|chemist|wiskundige|mathematician|kunstenaar|artist|dichter|poet|architect|koning|koningin|king|queen|keizer|emperor|president|ontdekkingsreiziger|explorer)\b`)
	asksWhy     = regexp.MustCompile(`(?i)\b(?:waarom|why|leg uit|explain|hoe (?:werkt|komt|kan)|how (?:does|do|is)|warum|pourquoi)\b`)
	sentences   = regexp.MustCompile(`(?:[.!?])\s+|\n+`)
)

// layOut takes a back apart.
func layOut(front, back string) layout {
	back = strings.TrimSpace(strings.ReplaceAll(back, "\r", ""))
	if formula := unexplained(back); isFormula(front, formula) {
		return layout{shape: shapeFormula, core: []string{formula}}
	}
	if l, ok := layOutList(front, back); ok {
		l.ordered = steps.MatchString(front)
		return l
	}
	l := layOutText(front, back)
	if l.shape == shapeTerm {
		if name := surname(front, l.core[0]); name != "" {
			l.short = append(l.short, name)
			if first, _, _ := strings.Cut(l.core[0], " "); isKnownByFirstName(first) {
				l.short = append(l.short, first)
			}
		}
	}
	return l
}

func isChemistry(s string) bool {
	if !strings.ContainsFunc(s, unicode.IsUpper) || !hasDigit(s) {
		return false
	}
	equal, ok := facts.SameChemistry(s, s)
	return ok && equal
}

// layOutList finds the items of a list: bulleted lines, short lines, or a
// short enumeration, as long as the front announces if it announces a number.
// unexplained is a formula without the line below it that tells in parentheses
// what its symbols are.
func unexplained(back string) string {
	if m := explained.FindStringSubmatch(back); m != nil {
		return m[1]
	}
	return back
}

// isFormula tells whether a back is a formula, perhaps in words where the front
// asks for a formula, or with an explanation in parentheses.
func isFormula(front, back string) bool {
	if facts.IsFormula(back) || growth.MatchString(back) || ofCircle.MatchString(back) || isChemistry(back) ||
		calculates.MatchString(back) && (asksFormula.MatchString(front) || equation.MatchString(back)) {
		return true
	}
	bare := strings.TrimSpace(brackets.ReplaceAllString(back, ""))
	return bare != back && facts.IsFormula(bare)
}

func layOutList(front, back string) (layout, bool) {
	lines := strings.FieldsFunc(back, func(r rune) bool { return r == '\n' })
	var l layout
	l.shape = shapeList
	for _, line := range lines {
		switch at := bullet.FindStringIndex(line); {
		case at != nil:
			l.items = append(l.items, strings.TrimSpace(line[at[1]:]))
		case len(l.items) == 0:
			l.lead = strings.TrimSpace(l.lead + " " + line)
		default:
			l.items[len(l.items)-1] += " " + strings.TrimSpace(line)
		}
	}
	if len(l.items) >= 2 {
		return l, true
	}
	if len(lines) >= 3 && allShort(lines, 6) {
		return layout{shape: shapeList, items: lines}, true
	}
	if len(lines) > 1 || strings.ContainsAny(back, ";=") {
		return layout{}, false
	}
	bare := strings.TrimRight(brackets.ReplaceAllString(back, ""), ". ")
	items := listJoin.Split(bare, -1)
	wanted := announced(front)
	if len(items) >= 2 && !hasDigit(back) && (len(items) == wanted && allShort(items, 6) || allShort(items, 2) && wanted == 0) {
		return layout{shape: shapeList, items: withBrackets(items, back)}, true
	}
	return layout{}, false
}

// withBrackets puts a parenthesis back behind the last word of its item.
func withBrackets(items []string, back string) []string {
	for i, item := range items {
		for _, at := range brackets.FindAllStringIndex(back, -1) {
			if item != "" && strings.HasSuffix(back[:at[0]], item) {
				items[i] = item + back[at[0]:at[1]]
			}
		}
	}
	return items
}

func allShort(lines []string, most int) bool {
	for _, line := range lines {
		if n := len(strings.Fields(line)); n == 0 || n > most {
			return false
		}
	}
	return true
}

func hasDigit(s string) bool { return strings.ContainsFunc(s, unicode.IsDigit) }

// announced is how many items the front asks for, 0 when it doesn't say.
func announced(front string) int {
	for _, t := range words.Tokens(front) {
		n := 0
		if t.Kind == words.Number && len(t.Raw) <= 2 {
			for _, r := range t.Raw {
				n = n*10 + int(r-'0')
			}
		} else if c, ok := words.Cardinal(t.Text, ""); ok && t.Kind == words.Word {
			n = c
		}
		if n >= 2 && n <= 20 {
			return n
		}
	}
	return 0
}

// layOutText reads a term, a fact or a definition.
func layOutText(front, back string) layout {
	l := layout{shape: shapeText}
	for _, m := range brackets.FindAllStringSubmatch(back, -1) {
		l.aside = append(l.aside, m[1])
	}
	bare := strings.TrimSpace(brackets.ReplaceAllString(back, ""))
	if bare == "" {
		bare, l.aside = strings.Trim(back, "()"), nil
	}
	if alternatives := splitAlternatives(bare); len(alternatives) > 1 {
		if opened := splitAlternatives(opened.Replace(back)); len(opened) == len(alternatives) {
			alternatives = append(alternatives, opened...)
		}
		l.shape, l.core = shapeTerm, append(alternatives, otherNames(front, bare, l.aside)...)
		return l
	}
	if at := example.FindStringIndex(bare); at != nil && at[0] > 0 {
		l.aside = append(l.aside, bare[at[0]:])
		bare = bare[:at[0]]
	}
	first, rest := firstSentence(bare)
	if before, after, ok := strings.Cut(first, ": "); ok && !strings.Contains(before, ",") && !strings.Contains(strings.ToLower(front), strings.ToLower(before)) {
		first, rest = before, after
	}
	if rest != "" && isShortAnswer(first) && !asksTwice.MatchString(front) {
		l.short = append(l.short, first)
	}
	l.core = []string{bare}
	if len(strings.Fields(bare)) <= 4 {
		l.shape = shapeTerm
		l.core = append(l.core, otherNames(front, bare, l.aside)...)
		if len(facts.Find(bare, words.Tokens(bare), "")) > 0 || hasDigit(bare) {
			l.shape = shapeFact
		}
	}
	return l
}

var opened = strings.NewReplacer("(", "", ")", "")

// otherNames are the names in parentheses that will do as well.
func otherNames(front, bare string, aside []string) []string {
	var names []string
	for _, a := range aside {
		for name := range strings.SplitSeq(a, ",") {
			if name = strings.TrimSpace(name); isOtherName(bare, name, asksWho.MatchString(front)) {
				names = append(names, name)
			}
		}
	}
	return names
}

// surname is the last part of a person's name, with what belongs to it ("von
// Goethe"), or "" when a term is no name of a person.
func surname(front, term string) string {
	fields := strings.Fields(term)
	if len(fields) < 2 || len(fields) > 5 || !asksWho.MatchString(front) {
		return ""
	}
	for _, f := range fields {
		if r := []rune(f); !unicode.IsUpper(r[0]) && !isNameParticle(f) {
			return ""
		}
	}
	return fields[len(fields)-1]
}

func isNameParticle(s string) bool {
	switch s {
	case "von", "van", "de", "der", "den", "ter", "ten", "di", "da", "del", "la", "le", "'t", "of":
		return true
	}
	return false
}

// splitAlternatives parts a short back at semicolons and at slashes between
// spaces.
func splitAlternatives(bare string) []string {
	if strings.ContainsAny(bare, ".\n") {
		return nil
	}
	parts := strings.Split(strings.ReplaceAll(bare, " / ", ";"), ";")
	if !allShort(parts, 4) {
		return nil
	}
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}

func firstSentence(s string) (first, rest string) {
	at := sentences.FindStringIndex(s)
	if at == nil {
		return s, ""
	}
	return strings.TrimSpace(s[:at[0]]), strings.TrimSpace(s[at[1]:])
}

// isShortAnswer tells whether a first sentence answers by itself: a name or a
// term, not the kind of thing that the rest then tells apart.
func isShortAnswer(s string) bool {
	fields := strings.Fields(strings.ToLower(s))
	if len(fields) == 0 || len(fields) > 4 {
		return false
	}
	switch fields[0] {
	case "de", "het", "een", "the", "a", "an", "dit", "this", "it", "soort":
		return len(fields) == 2 && utf8.RuneCountInString(fields[1]) > 8
	}
	return true
}
