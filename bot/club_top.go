package bot

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/overhoor/overhoor/bot/phrase"
)

// topRows is how many of the board a message shows.
const topRows = 7

// topWish is which part of the board is wanted: "/top month crm 2".
type topWish struct {
	span span
	deck string // "" for all
	page int    // from 1
	what string // "me", "name", or "" for the board itself
}

// wishedTop reads what stands behind /top, in any order.
func (t *talk) wishedTop() topWish {
	w := topWish{span: spans()[0], page: 1}
	for _, word := range strings.Fields(strings.ToLower(t.event.Text)) {
		named := func(s span) bool { return slices.Contains(s.names, word) }
		if i := slices.IndexFunc(spans(), named); i >= 0 {
			w.span = spans()[i]
		} else if n, err := strconv.Atoi(word); err == nil {
			w.page = max(1, n)
		} else if d, ok := t.find(word); ok {
			w.deck = d.ID
		} else if slices.Contains([]string{"me", "ik"}, word) {
			w.what = "me"
		} else if slices.Contains([]string{"name", "naam"}, word) {
			w.what = "name"
		}
	}
	return w
}

// command shows that part of the board.
func (w topWish) command() string {
	words := []string{"/top", w.span.names[0]}
	if w.deck != "" {
		words = append(words, w.deck)
	}
	if w.page > 1 {
		words = append(words, strconv.Itoa(w.page))
	}
	if w.what != "" {
		words = append(words, w.what)
	}
	return strings.Join(words, " ")
}

// top shows what the members of the group earned.
func (t *talk) top(ctx context.Context) ([]Message, error) {
	if err := t.readBoard(ctx); err != nil {
		return nil, err
	}
	w := t.wishedTop()
	if w.what == "name" {
		return t.topName(), nil
	}
	all, err := t.ranking(ctx, w)
	if err != nil {
		return nil, err
	}
	if w.what == "me" {
		return t.topMe(all), nil
	}
	return []Message{t.topPage(w, all)}, nil
}

// ranking is all that have points. Who was linked into another learner is that
// one from now on.
func (t *talk) ranking(ctx context.Context, w topWish) ([]placed, error) {
	for {
		all := t.board.ranking(w.span, t.clubToday(), w.deck)
		moved, err := t.follow(ctx, all)
		if err != nil || !moved {
			return all, err
		}
	}
}

// follow looks up who was linked into another learner.
func (t *talk) follow(ctx context.Context, all []placed) (moved bool, err error) {
	var learners []Learner
	for _, p := range all {
		learners = append(learners, p.learner)
	}
	for some := range slices.Chunk(learners, mostMates) {
		mates, err := t.Store.Mates(ctx, some, "") // their profiles: of no deck are there memories
		if err != nil {
			return false, fmt.Errorf("read who is on the board: %w", err)
		}
		for _, m := range mates {
			if to := m.Profile.Moved; to != "" {
				t.board.moved(m.Learner, to)
				t.newBoard, moved = true, true
			}
		}
	}
	return moved, nil
}

// topPage is a page of the board, with buttons to the other ones.
func (t *talk) topPage(w topWish, all []placed) Message {
	pages := max(1, (len(all)+topRows-1)/topRows)
	w.page = min(w.page, pages)
	heading := t.words.Say(w.span.heading, nil)
	if d, ok := t.Library.Deck(w.deck); ok {
		heading += " · " + shortTitle(d)
	}
	rows := []Text{strong(Escape(heading))}
	for _, p := range all[min(len(all), (w.page-1)*topRows):min(len(all), w.page*topRows)] {
		rows = append(rows, Escape(fmt.Sprintf("%d. %s · %d", p.rank, t.boardName(p.learner), p.points)))
	}
	if own := t.ownRow(w, all); own != "" {
		rows = append(rows, own)
	}
	if len(all) == 0 {
		rows = append(rows, t.say(phrase.TopNone, nil))
	}
	if t.club.Home == (Place{}) { // a thread doesn't know its channel's days
		rows = append(rows, t.rowLine())
	}
	leafs := t.event.Pressed && t.event.Text != "" // else the button is another message's, which stays
	return Message{Edit: leafs, Text: lines(rows...), Buttons: t.topButtons(w, pages)}
}

// ownRow is the place of who asks, where the page doesn't show it. Who pressed a
// button changes what others see, and has one for his place.
func (t *talk) ownRow(w topWish, all []placed) Text {
	i := slices.IndexFunc(all, func(p placed) bool { return p.learner == t.learner })
	if i < 0 || i/topRows == w.page-1 || t.event.Pressed || t.board.Members[t.learner].Hidden {
		return ""
	}
	return Escape(fmt.Sprintf("%d. %s · %d", all[i].rank, t.boardName(t.learner), all[i].points))
}

// boardName is how a learner appears on the board.
func (t *talk) boardName(l Learner) string {
	if m := t.board.Members[l]; m.Name != "" && !m.Hidden {
		return m.Name
	}
	return t.words.Say(phrase.Somebody, nil)
}

// topDecks is how many decks have a button of their own.
const topDecks = 4

func (t *talk) topButtons(w topWish, pages int) [][]Button {
	with := func(change func(*topWish)) string {
		to := w
		change(&to)
		return to.command()
	}
	var periods, of, last []Button
	for _, s := range spans() {
		command := with(func(to *topWish) { to.span, to.page = s, 1 })
		periods = append(periods, choice(t.words.Say(s.label, nil), command, s.names[0] == w.span.names[0]))
	}
	for _, id := range w.span.of(&t.board).decks() {
		command := with(func(to *topWish) { to.deck, to.page = id, 1 })
		if d, ok := t.Library.Deck(id); ok && len(of) < topDecks && len(command) <= 60 {
			of = append(of, choice(shortTitle(d), command, id == w.deck))
		}
	}
	if len(of) > 1 || w.deck != "" {
		every := choice(t.words.Say(phrase.TopAllLabel, nil), with(func(to *topWish) { to.deck, to.page = "", 1 }), w.deck == "")
		of = append([]Button{every}, of...)
	} else {
		of = nil
	}
	if w.page > 1 {
		last = append(last, Button{Label: "‹", Command: with(func(to *topWish) { to.page-- })})
	}
	if w.page < pages {
		last = append(last, Button{Label: "›", Command: with(func(to *topWish) { to.page++ })})
	}
	last = append(last, t.button(phrase.TopMeLabel, with(func(to *topWish) { to.what, to.page = "me", 1 })),
		t.button(phrase.TopNameLabel, "/top name"))
	if of == nil {
		return [][]Button{periods, last}
	}
	return [][]Button{periods, of, last}
}

// topMe tells a learner his own place, and nobody else.
func (t *talk) topMe(all []placed) []Message {
	i := slices.IndexFunc(all, func(p placed) bool { return p.learner == t.learner })
	if i < 0 {
		return t.tell(phrase.TopMeNone, nil)
	}
	return []Message{{Private: true, Text: t.count(phrase.TopMe, all[i].points, phrase.Args{
		"Rank": strconv.Itoa(all[i].rank), "Of": strconv.Itoa(len(all)),
	})}}
}

// topName lets a learner appear without his name, or with it again.
func (t *talk) topName() []Message {
	hidden := !t.board.Members[t.learner].Hidden
	t.board.hide(t.learner, shortName(t.event.From.Name), hidden)
	t.newBoard = true
	if hidden {
		return t.tell(phrase.TopHidden, nil)
	}
	return t.tell(phrase.TopShown, nil)
}
