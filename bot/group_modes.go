package bot

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/overhoor/overhoor/bot/phrase"
)

// mode is a way in which a group plays a round.
type mode struct {
	names  []string  // behind /quiz, in English and in Dutch; the first one is kept in the round
	begins phrase.ID // the first line of a round
	about  phrase.ID // in the help of a group

	// answer is what an answer to the card that is asked does.
	answer func(t *talk, ctx context.Context, text string) ([]Message, error)

	// close goes on from the card that is asked, when it is given up or its
	// time is over, and says how it went.
	close func(t *talk) Message

	perCard time.Duration // after which a card is closed; 0 for when it is answered
	silent  bool          // how it goes is told at the end only
	choices bool          // the answer is one of a few, to be pressed
	teams   bool          // teams are chosen first, and it is they who win
}

// choiceMode is the mode that a learner alone can play, too.
const choiceMode = "choice"

// modes are all there are; a round is the first where nobody says another.
func modes() []mode {
	return []mode{
		{
			names: []string{"race", "wedstrijd"}, begins: phrase.RaceBegins, about: phrase.AboutRace,
			answer: (*talk).raceFor, close: (*talk).giveUp,
		},
		{
			names: []string{"together", "samen"}, begins: phrase.TogetherBegins, about: phrase.AboutTogether,
			answer: (*talk).nameItems, close: (*talk).giveUp,
		},
		{
			names: []string{"everyone", "iedereen"}, begins: phrase.EveryoneBegins, about: phrase.AboutEveryone,
			answer: (*talk).keepAnswer, close: (*talk).reveal, perCard: perCard,
		},
		{
			names: []string{choiceMode, "keuze"}, begins: phrase.ChoiceBegins, about: phrase.AboutChoice,
			answer: (*talk).typeChoice, close: (*talk).revealWhole, perCard: perChoice, choices: true,
		},
		{
			names: []string{"teams", "teams"}, begins: phrase.TeamsBeginNow, about: phrase.AboutTeams,
			answer: (*talk).answerForTeam, close: (*talk).revealTeams, perCard: perCard, teams: true,
		},
		{
			names: []string{"exam", "toets"}, begins: phrase.TestBegins, about: phrase.AboutTest,
			answer: (*talk).keepAnswer, close: (*talk).collect, perCard: perCard, silent: true,
		},
	}
}

// modeNamed finds a mode by one of its names.
func modeNamed(name string) (mode, bool) {
	all := modes()
	i := slices.IndexFunc(all, func(m mode) bool { return slices.Contains(m.names, name) })
	if i < 0 {
		return all[0], false
	}
	return all[i], true
}

// name is what a mode is called in a language.
func (m mode) name(lang string) string {
	if lang == "nl" {
		return m.names[1]
	}
	return m.names[0]
}

// How long a card waits for everyone's answer, and for everyone's choice.
const (
	perCard   = time.Minute
	perChoice = 40 * time.Second
)

func (r *Race) mode() mode {
	m, _ := modeNamed(r.Mode)
	return m
}

// completeMode is the ways to play a deck here that begin as what was typed
// behind it. It is false as long as no deck stands there.
func (e *Engine) completeMode(ev Event) ([]Choice, bool) {
	id, typed, found := strings.Cut(strings.ToLower(strings.TrimLeft(ev.Text, " ")), " ")
	d, ok := e.Library.Deck(id)
	if !found || !ok {
		return nil, false
	}
	words := e.words(ev.From.Lang, "")
	var all []Choice
	for _, m := range modes() {
		name := m.name(words.Lang)
		if (m.choices || ev.Place.Group) && strings.HasPrefix(name, typed) {
			all = append(all, Choice{Label: cut(d.Title, 60) + " · " + name, Value: d.ID + " " + name})
		}
	}
	return all, true
}

// helpModes is what stands behind /help to be told of them.
const helpModes = "modes"

// modesHelp tells in which ways a group can play.
func (t *talk) modesHelp() []Message {
	said := t.tell(phrase.HelpModes, nil, []Button{t.button(phrase.ChooseDeck, "/decks")})
	for _, m := range modes() {
		said[0].Text = lines(said[0].Text, "· "+t.say(m.about, nil))
	}
	said[0].Text = lines(said[0].Text, t.say(phrase.HelpRound, nil))
	return said
}
