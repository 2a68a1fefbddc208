package grade

import (
	"math"
	"strings"

	"github.com/overhoor/overhoor/bot/grade/facts"
	"github.com/overhoor/overhoor/bot/grade/lexicon"
	"github.com/overhoor/overhoor/bot/grade/words"
	"github.com/overhoor/overhoor/decks"
)

// Deck is a deck made ready for judging. It never changes and may be used by
// any number of goroutines.
type Deck struct {
	reader
	model  *Model // nil for the one that comes with the program
	cards  []*card
	byID   map[string]*card
	spread map[string]int32   // on how many cards a root stands
	found  map[string][]int32 // the cards on whose back a root stands
	legend facts.Legend
	names  []symbolName
	// aliases are other names of what a card's front names: what stands behind
	// it in parentheses, and its short answer.
	aliases map[string][]string
}

// card is one card made ready for judging.
type card struct {
	decks.Card
	layout
	at     int // index in the deck
	lang   string
	exact  bool
	asked  map[string]bool // roots of the front
	whole  *passage        // all of the back
	core   []*passage      // what is required; several are alternatives
	short  []*passage      // what will do by itself
	aside  []*passage      // what is not required
	accept []*passage      // further right answers
	items  []item
	// mentioned are facts that the question gives, or the back in passing.
	mentioned []facts.Fact
	question  question   // of how many parts it is
	unit      facts.Fact // one of what a question for a number asks it in
	marks     []span     // of core[0]
	halves    []span     // of core[0]
	// opening is how many units of core[0] the first sentence has, when the
	// next only says more about it; 0 otherwise.
	opening  int
	sides    *sides          // of a comparison
	worded   *worded         // of a formula
	written  []writing       // of a formula
	chemical bool            // the formula is of chemistry
	symbols  map[string]bool // of a formula
	numeral  int             // what a back in Roman numerals counts, 0 for another
	why      bool            // the front asks for a reason or a way
}

// item is one item of a list and its other names.
type item struct {
	text  string
	forms []*passage
	parts int // how many segments it has itself
}

// span is a range of units: from one to before another.
type span struct{ from, to int }

// Compile makes a deck ready for judging.
func Compile(d *decks.Deck) *Deck {
	book := new(words.Book)
	deck := &Deck{
		reader:  reader{book: book, lex: lexicon.New(book), known: new(vocabulary), scratches: newScratches()},
		byID:    make(map[string]*card, len(d.Cards)),
		spread:  make(map[string]int32),
		found:   make(map[string][]int32),
		aliases: make(map[string][]string),
	}
	deck.findRelated(d)
	deck.rememberWords(d)
	var all strings.Builder
	for i, c := range d.Cards {
		lang := c.Lang
		if lang == "" {
			lang = d.Lang
		}
		k := &card{Card: c, at: i, lang: lang, exact: c.Exact || d.Exact, layout: layOut(c.Front, c.Back)}
		deck.cards = append(deck.cards, k)
		deck.byID[c.ID] = k
		deck.count(k)
		deck.name(k)
		all.WriteString(c.Front + "\n" + c.Back + "\n")
	}
	deck.legend = facts.ReadLegend(all.String())
	for _, k := range deck.cards {
		deck.compile(k)
		if k.shape == shapeFormula || strings.Contains(k.Back, "=") {
			deck.readNames(k.Front+"\n"+k.Back, k.lang)
		}
	}
	for _, k := range deck.cards {
		if k.shape == shapeFormula {
			k.chemical = isChemistry(k.layout.core[0])
			k.written, k.symbols = formulas(k.layout.core[0]), wordsOf(k.layout.core[0])
			k.worded = deck.word(k)
		}
	}
	return deck
}

// findRelated notes which words and parts of words the deck has in several
// words.
func (d *Deck) findRelated(deck *decks.Deck) {
	in := make(map[string]string) // a root and a word that has it
	several := make(map[string]bool)
	note := func(root, word string) {
		if old, ok := in[root]; ok && old != word {
			several[root] = true
		}
		in[root] = word
	}
	for _, c := range deck.Cards {
		for _, t := range words.Tokens(c.Front + "\n" + c.Back) {
			if t.Kind != words.Word || len(t.Fold) < 3 {
				continue
			}
			stem := d.book.Root(t.Text, deck.Lang)
			note(stem, stem)
			for _, part := range d.book.Split(strings.TrimSuffix(t.Fold, "'s"), deck.Lang) {
				note(d.book.Root(part, deck.Lang), stem)
			}
		}
	}
	d.related = func(root string) bool { return several[root] }
}

// rememberWords keeps the deck's words, which answers use most.
func (d *Deck) rememberWords(deck *decks.Deck) {
	for _, c := range deck.Cards {
		lang := deck.Lang
		if c.Lang != "" {
			lang = c.Lang
		}
		for _, t := range words.Tokens(c.Front + "\n" + c.Back) {
			key := wordKey{t.Text, lang, t.Kind}
			if d.known.find(placeOf(t.Text), key) == nil {
				d.known.add(d.newEntry(t, lang))
			}
		}
	}
}

// count notes on which cards each word stands.
func (d *Deck) count(k *card) {
	k.asked = make(map[string]bool)
	seen := make(map[string]bool)
	for _, u := range d.read(k.Front, k.lang, plain).units {
		k.asked[u.form.Root] = u.weight > 0
		seen[u.form.Root] = true
	}
	backs := make(map[string]bool)
	for _, u := range d.read(k.Back, k.lang, plain).units {
		seen[u.form.Root] = true
		if u.role == content && !backs[u.form.Root] {
			backs[u.form.Root] = true
			d.found[u.form.Root] = append(d.found[u.form.Root], int32(k.at))
		}
	}
	for root := range seen {
		d.spread[root]++
	}
}

// name notes the other names that a card gives to its front.
func (d *Deck) name(k *card) {
	name := bareName(k.Front)
	if len(strings.Fields(name)) > 4 {
		return
	}
	for _, m := range brackets.FindAllStringSubmatch(k.Front, -1) {
		if isOtherName(k.Front, m[1], false) {
			d.aliases[name] = append(d.aliases[name], m[1])
		}
	}
	d.aliases[name] = append(d.aliases[name], k.layout.short...)
}

// bareName is a name without parentheses, case and punctuation.
func bareName(s string) string {
	return strings.Trim(strings.ToLower(brackets.ReplaceAllString(s, "")), " .?:!")
}

// rarity is how much a word tells in this deck, between 0 and 1.
func (d *Deck) rarity(root string) float64 {
	n := float64(max(len(d.cards), 8))
	return math.Log(1+n/(1+float64(d.spread[root]))) / math.Log(1+n)
}

// givenAway is how little a word counts that stands in the question.
const givenAway = 0.15

// weigh gives a word's weight in an answer to the card.
func (d *Deck) weigh(k *card) weigher {
	return func(f words.Form) (weight, rarity float64) {
		rarity = d.rarity(f.Root)
		if k.asked[f.Root] {
			return rarity * givenAway, rarity
		}
		return rarity, rarity
	}
}

func (d *Deck) compile(k *card) {
	weigh := d.weigh(k)
	read := func(s string) *passage { return d.read(s, k.lang, weigh) }
	k.whole = read(k.Back)
	for _, s := range k.layout.core {
		k.core = append(k.core, read(s))
	}
	for _, s := range k.layout.short {
		k.short = append(k.short, read(s))
	}
	for _, s := range k.layout.aside {
		k.aside = append(k.aside, read(s))
	}
	if k.layout.lead != "" {
		k.aside = append(k.aside, read(k.layout.lead))
	}
	for _, s := range k.Accept {
		k.accept = append(k.accept, read(s))
	}
	d.compileItems(k)
	if len(k.core) == 0 {
		k.core = []*passage{read(strings.Join(k.layout.items, "; "))}
	}
	k.mentioned = d.read(k.Front, k.lang, plain).facts
	k.question = partsOf(k.Front, k.core[0].facts)
	if k.shape == shapeFact {
		k.unit = facts.UnitAsked(k.Front, words.Tokens(k.Front))
	}
	for _, p := range k.aside {
		k.mentioned = append(k.mentioned, p.facts...)
	}
	k.marks = findMarks(k.core[0])
	k.halves = findHalves(k.core[0])
	k.opening = findOpening(k.core[0])
	if first := k.core[0].open(k.opening); first != "" {
		k.core = append(k.core, read(first))
	}
	if back := k.core[0].text; len(back) > 1 && k.shape == shapeTerm {
		k.numeral, _ = words.Roman(back)
	}
	k.why = asksWhy.MatchString(k.Front)
	k.sides = findSides(k.core[0], k.asked)
	for _, p := range k.passages() {
		p.finish()
	}
}

// passages are all that answers are compared with.
func (k *card) passages() []*passage {
	all := append([]*passage{k.whole}, k.core...)
	all = append(append(append(all, k.short...), k.aside...), k.accept...)
	for _, it := range k.items {
		all = append(all, it.forms...)
	}
	return all
}

// finish prepares a text for telling whether an answer is literally it.
func (p *passage) finish() {
	p.letters, p.tight = letters(p.text), tight(p.text)
}

// Items gives a card's list items as the author wrote them; nil when the card
// is no list or not in the deck.
func (d *Deck) Items(id string) []string {
	k := d.byID[id]
	if k == nil {
		return nil
	}
	return k.layout.items
}
