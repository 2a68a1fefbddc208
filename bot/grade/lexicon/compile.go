package lexicon

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/overhoor/overhoor/bot/grade/words"
)

// A line of the source: how the terms of its sides relate.
type line struct {
	lang, kind string
	sides      [2][]string
}

// Compile boils the lines of the source down to the table that New reads. An
// error names the line that can't be read.
func Compile(source string) ([]byte, error) {
	c := compiler{book: new(words.Book), terms: map[uint64][]uint32{}}
	for text := range strings.Lines(source) {
		if text = strings.TrimSpace(text); text == "" || text[0] == '#' {
			continue
		}
		l, err := parse(text)
		if err != nil {
			return nil, err
		}
		c.add(l)
	}
	if len(c.kinds) > mostLines {
		return nil, fmt.Errorf("the lexicon has %d lines, and there is room for %d: raise mostLines", len(c.kinds), mostLines)
	}
	return pack(c.terms, c.order, c.kinds), nil
}

func parse(text string) (line, error) {
	fields := strings.Split(text, "\t")
	if len(fields) != 3 {
		return line{}, fmt.Errorf("line %q has %d fields: write language, relation and terms with tabs between", text, len(fields))
	}
	l := line{lang: fields[0], kind: fields[1]}
	left, right := fields[2], ""
	between := map[string]string{"opp": " <> ", "isa": " > "}[l.kind]
	if _, ok := kinds[l.kind]; !ok || l.lang != language(l.lang) || l.kind == "tr" && foreign(l.lang) {
		return line{}, fmt.Errorf("line %q: language %q or relation %q is not known", text, l.lang, l.kind)
	}
	if between != "" {
		var ok bool
		if left, right, ok = strings.Cut(left, between); !ok {
			return line{}, fmt.Errorf("line %q lacks%s: put it between the two sides", text, between)
		}
		l.sides[1] = strings.Split(right, "|")
	}
	l.sides[0] = strings.Split(left, "|")
	return l, nil
}

var kinds = map[string]byte{"near": kindNear, "syn": kindSyn, "tr": kindTr, "phr": kindPhr, "drv": kindDrv, "isa": kindIsa, "opp": kindOpp}

type compiler struct {
	book  *words.Book
	terms map[uint64][]uint32
	order []uint64
	kinds []byte
}

func (c *compiler) add(l line) {
	kind := kinds[l.kind]
	if kind == kindOpp && (contrasting(l.sides[0]) || contrasting(l.sides[1])) {
		kind = kindContrast
	}
	c.kinds = append(c.kinds, kind)
	for side, terms := range l.sides {
		member := uint32(len(c.kinds)-1)<<1 | uint32(side)
		for _, term := range terms {
			c.term(term, l.lang, member)
			if kind == kindOpp && !foreign(l.lang) && !strings.ContainsAny(term, " -") {
				for _, degree := range words.Degrees(term, l.lang) { // the longest is not the shortest
					c.term(degree, l.lang, member)
				}
			}
			if l.kind == "tr" {
				c.term(term, map[string]string{"nl": "en", "en": "nl"}[l.lang], member)
			}
		}
	}
}

// term enters one term under its keys.
func (c *compiler) term(term, lang string, member uint32) {
	if abbreviation(term) {
		c.key([]string{term}, exactSeed, member)
		if lower := strings.ToLower(term); len(term) < 3 || c.book.Known(lower, "") {
			return // crm may be typed for CRM, but os is an ox
		}
	}
	var stems, texts []string
	tokens := words.Tokens(term)
	for i, t := range tokens {
		if !spaced(tokens, i) || !article(t.Fold, lang) {
			stems = append(stems, c.book.Stem(t.Text, lang))
			texts = append(texts, t.Fold)
		}
	}
	c.key(stems, seed(lang), member)
	if n := len(stems); n > 1 && lang == "nl" && c.infinitive(texts[n-1]) {
		c.key(append([]string{stems[n-1]}, stems[:n-1]...), seed(lang), member) // brengt in de praktijk
	}
	if verb, part, ok := c.separable(texts, lang); ok {
		c.key([]string{verb, part}, seed(lang), member) // bouwt op
	}
}

// key enters a member under a key and the beginnings of the key.
func (c *compiler) key(stems []string, h uint64, member uint32) {
	for i, stem := range stems {
		h = extend(h, stem)
		if _, ok := c.terms[h]; !ok {
			c.order = append(c.order, h)
			c.terms[h] = nil
		}
		if i < len(stems)-1 {
			continue
		}
		if at, found := slices.BinarySearch(c.terms[h], member); !found {
			c.terms[h] = slices.Insert(c.terms[h], at, member)
		}
	}
}

func (c *compiler) infinitive(w string) bool {
	return len(w) > 4 && strings.HasSuffix(w, "en") && c.book.Stem(w, "nl") != w
}

// separable parts a verb that splits in a main clause: opbouwen, "bouwt op".
func (c *compiler) separable(texts []string, lang string) (verb, part string, ok bool) {
	if len(texts) == 1 && lang == "de" {
		return c.separableGerman(texts[0])
	}
	if len(texts) != 1 || lang != "nl" || !c.infinitive(texts[0]) {
		return "", "", false
	}
	for _, p := range []string{"aan", "achteruit", "af", "bij", "bijeen", "door", "in", "mee", "na", "neer", "om", "op", "samen", "terug", "toe", "uit", "vast", "voor", "vooruit", "weg"} {
		rest, cut := strings.CutPrefix(texts[0], p)
		if cut && len(rest) > 4 && c.infinitive(rest) && c.book.Known(rest, "nl") {
			return c.book.Stem(rest, "nl"), p, true
		}
	}
	return "", "", false
}

// separableGerman is separable for one German word: zunehmen, "nehmen zu".
func (c *compiler) separableGerman(w string) (verb, part string, ok bool) {
	for _, p := range strings.Fields("zusammen zuruck weiter nach ab an auf aus ein her hin los mit vor weg zu") {
		rest, cut := strings.CutPrefix(w, p)
		if cut && len(rest) > 4 && strings.HasSuffix(rest, "en") {
			return c.book.Stem(rest, "de"), c.book.Stem(p, "de"), true
		}
	}
	return "", "", false
}

// abbreviation tells whether a term is one by its capitals, or a unit.
func abbreviation(term string) bool {
	capitals := 0
	for _, r := range term {
		if unicode.IsUpper(r) {
			capitals++
		} else if !unicode.IsDigit(r) && r != 's' {
			return len(term) < 3 && unicode.IsLetter(r)
		}
	}
	return capitals > 0 && len(term) < 9
}

// contrasting tells whether a side of a pair of opposites holds words that
// contradict each other only next to the same head or with the same roles.
func contrasting(terms []string) bool {
	return slices.ContainsFunc(terms, func(t string) bool { return slices.Contains(conditional, t) })
}

var conditional = strings.Fields(`voor na met zonder in uit op onder boven binnen buiten bij van naar aan af links rechts
	al nog reeds niet hier daar nu toen eerst dan vroeger later meer minder veel weinig wel ja nee alle geen altijd nooit
	koop verkoop inkoop aankoop huur verhuur kopen verkopen aankopen inkopen huren verhuren lenen uitlenen ontlenen geven nemen krijgen ontvangen betalen vragen aanbieden
	voorafgaan volgen leiden leren onderwijzen zenden verzenden koper verkoper huurder verhuurder werkgever werknemer
	ouder kind leraar leerling schuldeiser schuldenaar zender ontvanger producent consument aanbod oorzaak gevolg
	vor nach ohne über unter oben innen außen vorne hinten rechts kommen kaufen verkaufen verleihen leihen fragen antworten vorher nachher immer nie viel mehr weniger keine
	Käufer Verkäufer Arbeitgeber Arbeitnehmer Lehrer Schüler Ursache Nachfrage
	avant après avec sans sous dedans dehors devant derrière gauche toujours jamais beaucoup peu moins acheter vendre prêter emprunter donner prendre recevoir demander répondre
	acheteur vendeur employeur employé professeur élève offre demande
	antes después dentro fuera delante detrás siempre nunca mucho comprar vender prestar preguntar responder comprador vendedor maestro alumno causa oferta
	dopo dentro fuori davanti dietro sempre molto comprare vendere chiedere rispondere compratore venditore insegnante
	before after with without in out on off over under above below inside outside from to up down left right
	already yet still here there now then first last more less many few all none always never yes no
	buy sell lend borrow give take get receive ask answer precede follow teach learn send buyer seller lender borrower
	employer employee parent child teacher student sender receiver producer consumer supply demand cause effect`)
