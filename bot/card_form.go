package bot

import "github.com/overhoor/overhoor/bot/phrase"

// CardForm is what stands on the form in which somebody makes a card of a
// message: its title, and above its two fields.
func (e *Engine) CardForm(ev Event) (title, front, back string) {
	words := e.words(ev.From.Lang, "")
	return words.Say(phrase.MenuCard, nil), words.Say(phrase.CardFront, nil), words.Say(phrase.CardBack, nil)
}
