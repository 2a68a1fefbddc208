package main

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/overhoor/overhoor/bot/grade"
)

// maker makes answers whose verdict is known from how they were made, out of
// labelled answers and their cards: they teach what contradicts, which few
// labelled answers do.
type maker struct {
	opposites map[string][]string
	random    *rand.Rand
	deck      *grade.Deck
	cards     []row // one row a card
	made      []row
}

var opposite = regexp.MustCompile(`^[\p{L}]{4,}$`)

// readOpposites reads pairs of single words that contradict each other.
func readOpposites(folder string) (map[string][]string, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.tsv"))
	if err != nil {
		return nil, err
	}
	pairs := make(map[string][]string)
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		for lines := bufio.NewScanner(f); lines.Scan(); {
			fields := strings.Split(lines.Text(), "\t")
			if len(fields) != 3 || fields[1] != "opp" {
				continue
			}
			a, b, ok := strings.Cut(fields[2], " <> ")
			a, b = strings.Split(a, "|")[0], strings.Split(b, "|")[0]
			if ok && opposite.MatchString(a) && opposite.MatchString(b) {
				pairs[a], pairs[b] = append(pairs[a], b), append(pairs[b], a)
			}
		}
		f.Close()
	}
	return pairs, nil
}

func (m *maker) add(from row, kind, response string, truth grade.Verdict) {
	r := from
	r.Response, r.Kind, r.truth = response, kind, truth
	r.sample = m.deck.Sample(r.group, grade.Attempt{Text: response})
	m.made = append(m.made, r)
}

// fromRow makes answers out of one labelled answer.
func (m *maker) fromRow(r row) {
	if r.truth != grade.Correct {
		return
	}
	words := strings.Fields(r.Response)
	items := m.deck.Items(r.group)
	for i, w := range words {
		bare := strings.ToLower(strings.Trim(w, ".,;:!?"))
		if len(m.opposites[bare]) > 0 && len(words) > 2 && items == nil {
			turned := append([]string{}, words...)
			turned[i] = m.opposites[bare][m.random.IntN(len(m.opposites[bare]))]
			m.add(r, "made opposite", strings.Join(turned, " "), grade.Wrong)
			break
		}
	}
	if items == nil && len(words) >= 4 && len(words) <= 25 {
		not := map[string]string{"nl": "niet", "en": "not", "de": "nicht"}[r.Lang]
		if not != "" && !strings.Contains(r.Response, "niet") && !strings.Contains(r.Response, " not ") && m.random.IntN(3) == 0 {
			m.add(r, "made negation", not+" "+r.Response, grade.Wrong)
		}
	}
	if items == nil {
		m.swapWords(r, r.Response)
	}
	if a, b, ok := compared(r.Front); ok {
		if turned := swap(r.Response, a, b); turned != r.Response {
			m.add(r, "made role swap", turned, grade.Wrong)
		}
	}
}

// substitute puts a long word of another card in the place of one.
func (m *maker) substitute(r row, text string) {
	words := strings.Fields(strings.ToLower(text))
	other := strings.Fields(strings.ToLower(m.cards[m.random.IntN(len(m.cards))].Back))
	at, from := m.random.IntN(len(words)), m.random.IntN(len(other))
	if len(words) < 4 || len(words[at]) < 6 || len(other[from]) < 6 || strings.Contains(strings.ToLower(r.Back), other[from]) {
		return
	}
	words[at] = other[from]
	m.add(r, "made substitution", strings.Join(words, " "), grade.Wrong)
}

// fromElsewhere gives a labelled answer to a card that it has nothing to do
// with.
func (m *maker) fromElsewhere(r row) {
	other := m.cards[m.random.IntN(len(m.cards))]
	if other.group != r.group && other.Front != r.Front && other.Back != r.Back {
		m.add(other, "made elsewhere", r.Response, grade.Wrong)
	}
}

// swapWords swaps two long words that stand apart.
func (m *maker) swapWords(r row, text string) {
	words := strings.Fields(strings.ToLower(text))
	var long []int
	for i, w := range words {
		if len(strings.Trim(w, ".,;:()")) >= 5 {
			long = append(long, i)
		}
	}
	if len(long) < 4 || len(words) > 40 {
		return
	}
	at := m.random.IntN(len(long) - 2)
	i, j := long[at], long[at+2]
	words[i], words[j] = words[j], words[i]
	m.add(r, "made word swap", strings.Join(words, " "), grade.Wrong)
}

var between = regexp.MustCompile(`(?i)(?:tussen|between|verschillen)\s+(?:een |de |het |an? |the )?([\p{L}-]+(?: join)?)[^,]*?\s(?:en|and)\s+(?:een |de |het |an? |the )?([\p{L}-]+)`)

func compared(front string) (a, b string, ok bool) {
	m := between.FindStringSubmatch(front)
	if m == nil || len(m[1]) < 3 {
		return "", "", false
	}
	return strings.ToLower(m[1]), strings.ToLower(m[2]), true
}

func swap(s, a, b string) string {
	s = strings.ToLower(s)
	if !strings.Contains(s, a) || !strings.Contains(s, b) {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(s, a, "\x00"), b, a), "\x00", b)
}

// fromCard makes answers out of a card alone.
func (m *maker) fromCard(r row) {
	if m.deck.Items(r.group) == nil {
		m.swapWords(r, r.Back)
		m.substitute(r, r.Back)
	}
	items := m.deck.Items(r.group)
	if items == nil {
		m.half(r, r.Back)
	}
	if len(items) < 2 {
		return
	}
	var other []string
	for range 20 {
		o := m.cards[m.random.IntN(len(m.cards))]
		if o.group != r.group && m.deck.Items(o.group) != nil {
			other = m.deck.Items(o.group)
			break
		}
	}
	m.fromList(r, items, other)
}

var joint = regexp.MustCompile(`(?i)(?:[,;.]\s+|\s)(?:en|and|die|dat|waarbij|waarin|waardoor|that|which|so that|zodat|om|to)\s|[;.]\s+`)

// half cuts a text near its middle where a part of it begins: each half is
// right, and not enough.
func (m *maker) half(r row, text string) {
	best := -1
	for _, at := range joint.FindAllStringIndex(text, -1) {
		if best < 0 || abs(2*at[0]-len(text)) < abs(2*best-len(text)) {
			best = at[0]
		}
	}
	if best < len(text)/3 || best > 2*len(text)/3 || len(text) < 40 {
		return
	}
	m.add(r, "made half", text[:best], grade.Partial)
	m.add(r, "made half", text[best:], grade.Partial)
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

func (m *maker) fromList(r row, items, other []string) {
	join := func(list []string) string {
		list = append([]string{}, list...)
		m.random.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		return strings.Join(list, []string{", ", "\n", " en ", "; "}[m.random.IntN(4)])
	}
	m.add(r, "made shuffle", join(items), grade.Correct)
	for k := 1; k < len(items); k++ {
		m.add(r, "made missing", join(items[:k]), grade.Partial)
		m.add(r, "made missing", join(items[k:]), grade.Partial)
	}
	if len(other) > 1 {
		m.add(r, "made extra", join(append(other[:1:1], items...)), grade.Partial)
		m.add(r, "made one wrong", join(append(other[1:2:2], items[1:]...)), grade.Partial)
		m.add(r, "made other list", join(other), grade.Wrong)
	}
	again := make([]string, len(items))
	for i := range again {
		again[i] = items[0]
	}
	m.add(r, "made repeat", join(again), grade.Partial)
}

// makeRows makes answers for the cards of one file.
func makeRows(deck *grade.Deck, rows []row, opposites map[string][]string) []row {
	m := &maker{opposites: opposites, random: rand.New(rand.NewPCG(3, uint64(len(rows)))), deck: deck}
	seen := make(map[string]bool)
	for _, r := range rows {
		if !seen[r.group] {
			seen[r.group] = true
			m.cards = append(m.cards, r)
		}
	}
	for _, r := range rows {
		m.fromRow(r)
		m.fromElsewhere(r)
	}
	for _, r := range m.cards {
		m.fromCard(r)
	}
	for i := range m.made {
		m.made[i].ID = fmt.Sprintf("made-%d", i)
	}
	return m.made
}
