package bot_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/bot/grade"
	"github.com/overhoor/overhoor/decks"
	"github.com/overhoor/overhoor/scheduler"
)

// memory is a bot.Store that keeps everything as JSON in maps, as far from the
// engine's own values as a real store.
type memory struct {
	mu       sync.Mutex
	aliases  map[bot.Account]bot.Learner
	profiles map[bot.Learner][]byte
	versions map[string]int64
	rounds   map[string][]byte
	cards    map[string]map[string]scheduler.Memory
	logs     map[bot.Learner][]bot.Review
	seen     map[string]bool
	plans    map[bot.Learner]time.Time
	codes    map[string]bot.Learner

	fail func(op string) error // asked before and after each write
}

func newMemory() *memory {
	return &memory{
		aliases: make(map[bot.Account]bot.Learner), profiles: make(map[bot.Learner][]byte),
		versions: make(map[string]int64), rounds: make(map[string][]byte),
		cards: make(map[string]map[string]scheduler.Memory), logs: make(map[bot.Learner][]bot.Review),
		seen: make(map[string]bool), plans: make(map[bot.Learner]time.Time), codes: make(map[string]bot.Learner),
		fail: func(string) error { return nil },
	}
}

func (m *memory) who(a bot.Account) bot.Learner {
	if l, ok := m.aliases[a]; ok {
		return l
	}
	return bot.Learner(a.Platform + ":" + a.ID)
}

func placeKey(p bot.Place, l bot.Learner) string {
	if p.Group {
		return fmt.Sprintf("group %v", p)
	}
	return fmt.Sprintf("%s %v", l, p)
}

func (m *memory) view(l bot.Learner, p bot.Place) bot.View {
	v := bot.View{Learner: l}
	if data, ok := m.profiles[l]; ok {
		decode(data, &v.Profile)
	}
	v.Profile.Version = m.versions[string(l)]
	if data, ok := m.rounds[placeKey(p, l)]; ok {
		decode(data, &v.Round)
	}
	v.Round.Version = m.versions[placeKey(p, l)]
	return v
}

func (m *memory) Read(_ context.Context, p bot.Place, a bot.Account) (bot.View, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.fail("read"); err != nil {
		return bot.View{}, err
	}
	return m.view(m.who(a), p), nil
}

func (m *memory) Learner(_ context.Context, l bot.Learner) (bot.View, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	v := m.view(l, bot.Place{})
	return m.view(l, v.Profile.Home), nil
}

func (m *memory) Memories(_ context.Context, l bot.Learner, deck string) (map[string]scheduler.Memory, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	all := make(map[string]scheduler.Memory)
	for card, memory := range m.cards[string(l)+"/"+deck] {
		all[card] = memory
	}
	return all, nil
}

func (m *memory) Log(_ context.Context, l bot.Learner, n int) ([]bot.Review, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	log := m.logs[l]
	return slices.Clone(log[max(0, len(log)-n):]), nil
}

func (m *memory) Commit(_ context.Context, s bot.Step) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.fail("before commit"); err != nil {
		return err
	}
	key, round := string(s.Learner), placeKey(s.Place, s.Learner)
	switch {
	case m.seen[key+" "+s.Event]:
		return bot.ErrSeen
	case s.Profile != nil && s.Profile.Version != m.versions[key], s.Round != nil && s.Round.Version != m.versions[round]:
		return bot.ErrStale
	}
	changes := slices.Clone(s.Import)
	for _, r := range s.Reviews {
		changes = append(changes, r.Memory)
	}
	for _, c := range changes {
		if kept := m.cards[key+"/"+c.Deck][c.Card]; kept.Reps != c.Before.Reps || !kept.Last.Equal(c.Before.Last) {
			return bot.ErrStale
		}
	}
	for _, c := range changes {
		if m.cards[key+"/"+c.Deck] == nil {
			m.cards[key+"/"+c.Deck] = make(map[string]scheduler.Memory)
		}
		m.cards[key+"/"+c.Deck][c.Card] = c.After
	}
	m.seen[key+" "+s.Event] = true
	m.logs[s.Learner] = append(m.logs[s.Learner], s.Reviews...)
	if s.Profile != nil {
		m.profiles[s.Learner] = encode(s.Profile)
		m.versions[key]++
	}
	if s.Round != nil {
		m.rounds[round] = encode(s.Round)
		m.versions[round]++
	}
	return m.fail("after commit")
}

func (m *memory) CommitGroup(_ context.Context, s bot.GroupStep) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.fail("before group commit"); err != nil {
		return err
	}
	key := placeKey(s.Place, "")
	switch {
	case m.seen[key+" "+s.Event]:
		return bot.ErrSeen
	case s.Round.Version != m.versions[key]:
		return bot.ErrStale
	}
	m.seen[key+" "+s.Event] = true
	m.rounds[key] = encode(&s.Round)
	m.versions[key]++
	return m.fail("after group commit")
}

func (m *memory) Plan(_ context.Context, l bot.Learner, at time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.plans[l] = at
	return nil
}

func (m *memory) KeepCode(_ context.Context, code string, l bot.Learner, _ time.Duration) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.codes[code] = l
	return nil
}

func (m *memory) UseCode(_ context.Context, code string) (bot.Learner, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	l, ok := m.codes[code]
	delete(m.codes, code)
	if !ok {
		return "", bot.ErrNoCode
	}
	return l, nil
}

func (m *memory) Alias(_ context.Context, a bot.Account, l bot.Learner) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.aliases[a] = l
	return nil
}

func encode[T any](v *T) []byte {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return data
}

func decode[T any](data []byte, v *T) {
	if err := json.Unmarshal(data, v); err != nil {
		panic(err)
	}
}

// strict is a grader of few words: an answer is right when it is the back or
// one of Accept, a list item by item, half right when it is one of the back's
// two parts around "; ", and unsure when it begins with a question mark.
type strict struct{ deck *decks.Deck }

func (s strict) Items(id string) []string {
	card, _ := s.deck.Card(id)
	if lines := strings.Split(card.Back, "\n"); len(lines) > 1 {
		return lines
	}
	return nil
}

func (s strict) Judge(id string, a grade.Attempt) grade.Judgement {
	card, _ := s.deck.Card(id)
	j := grade.Judgement{Sure: !strings.HasPrefix(a.Text, "?")}
	said := strings.FieldsFunc(strings.ToLower(a.Text), func(r rune) bool { return r == ',' || r == ';' })
	for i := range said {
		said[i] = strings.TrimSpace(said[i])
	}
	parts := s.Items(id)
	if parts == nil {
		parts = strings.Split(card.Back, "; ")
	}
	for _, p := range parts {
		if slices.Contains(said, strings.ToLower(p)) || slices.Contains(a.Have, p) {
			j.Found = append(j.Found, p)
			j.Reasons = append(j.Reasons, grade.Reason{Kind: grade.Recognised, Wanted: p, Given: p})
		} else {
			j.Missing = append(j.Missing, p)
			j.Reasons = append(j.Reasons, grade.Reason{Kind: grade.Lacking, Wanted: p})
		}
	}
	switch {
	case len(j.Missing) == 0, slices.Contains(card.Accept, strings.ToLower(a.Text)):
		j.Verdict = grade.Correct
	case len(j.Found) > 0:
		j.Verdict = grade.Partial
	default:
		for _, other := range s.deck.Cards {
			if other.ID != id && strings.EqualFold(other.Back, a.Text) {
				j.Other = other.ID
			}
		}
	}
	return j
}
