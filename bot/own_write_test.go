package bot_test

import (
	"bytes"
	"context"
	"io"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/overhoor/overhoor/bot"
)

// Cards that are handed over as a file and sent back are the same cards, whether
// they were thrown away meanwhile or not.
func TestCardsComeBackFromTheirFile(t *testing.T) {
	for _, lost := range []bool{false, true} {
		w := newWorld(t)
		n := 0
		rapid.Check(t, func(r *rapid.T) {
			n++
			who := "anna" + strings.Repeat("x", n)
			cards := ownCards(r, w.now)
			profile := bot.Profile{}
			l := bot.Learner("console:" + who)
			commit(r, w, bot.Step{Learner: l, Profile: &profile, Own: cards})
			file := w.say(who, "/card file")[0].Document
			if lost {
				view, err := w.store.Learner(t.Context(), l)
				if err != nil {
					r.Fatal(err)
				}
				commit(r, w, bot.Step{Learner: l, Profile: &view.Profile, Disown: ids(cards)})
			}
			e := w.event(who, "")
			e.File = &bot.File{Name: file.Name, Open: func(context.Context) (io.ReadCloser, error) {
				return io.NopCloser(bytes.NewReader(file.Data)), nil
			}}
			said := w.handle(e)[0]
			if len(said.Buttons) == 0 || !strings.Contains(said.Buttons[0][0].Command, "keep") {
				r.Fatalf("asked %q", said.Text)
			}
			w.say(who, "[Ja]")
			view, err := w.store.Learner(t.Context(), l)
			if err != nil || !reflect.DeepEqual(timeless(view.Own), timeless(cards)) {
				r.Fatalf("came back %+v (%v), want %+v, through\n%s", view.Own, err, cards, file.Data)
			}
		})
	}
}

func commit(r *rapid.T, w *world, s bot.Step) {
	if err := w.store.Commit(context.Background(), s); err != nil {
		r.Fatal(err)
	}
}

// ownCards are cards of any text that a file could take for something else.
func ownCards(r *rapid.T, made time.Time) []bot.OwnCard {
	text := rapid.StringMatching(`[a-zA-Z#>{}\\\\:|,.=*_0-9é<&-]([a-z #>{}\\\\:|,.=*_0-9é<&-]{0,12}[a-z#>}\\\\:|.-])?`)
	var cards []bot.OwnCard
	fronts := rapid.SliceOfNDistinct(text, 1, 5, strings.ToLower).Draw(r, "fronts")
	for i, front := range fronts {
		back := rapid.SliceOfN(text, 1, 3).Draw(r, "back")
		c := bot.OwnCard{ID: "c" + strings.Repeat("y", i), Front: front, Back: strings.Join(back, "\n"), Made: made.Add(time.Duration(i) * time.Second)}
		if rapid.Bool().Draw(r, "more") {
			c.Accept, c.Hint = rapid.SliceOfN(text, 1, 2).Draw(r, "accept"), text.Draw(r, "hint")
		}
		cards = append(cards, c)
	}
	return cards
}

func ids(cards []bot.OwnCard) []string {
	var all []string
	for _, c := range cards {
		all = append(all, c.ID)
	}
	return all
}

// timeless are the cards without the moments at which they were made.
func timeless(cards []bot.OwnCard) []bot.OwnCard {
	var all []bot.OwnCard
	for _, c := range cards {
		c.Made = time.Time{}
		all = append(all, c)
	}
	return all
}
