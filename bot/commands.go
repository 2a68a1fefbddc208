package bot

import (
	"context"

	"github.com/overhoor/overhoor/bot/phrase"
)

// verb is what a command does.
type verb struct {
	names []string                                        // the first one stands in menus
	about phrase.ID                                       // in menus; "" keeps it out of them
	arg   phrase.ID                                       // what may stand behind it; "" for nothing
	own   func(*talk, context.Context) ([]Message, error) // in a private chat; nil: only in a group
	group func(*talk, context.Context) ([]Message, error) // in a group; nil: only in private
}

// verbs is all commands, those of menus in their order.
func verbs() []verb {
	return []verb{
		{[]string{"quiz"}, phrase.AboutQuiz, phrase.ArgDeck, (*talk).quiz, (*talk).raceQuiz},
		{[]string{"hint"}, phrase.AboutHint, "", (*talk).hint, (*talk).groupHint},
		{[]string{"skip", "overslaan"}, phrase.AboutSkip, "", (*talk).skip, (*talk).raceSkip},
		{[]string{"stop"}, phrase.AboutStop, "", (*talk).stop, (*talk).raceStop},
		{[]string{"undo", "terug"}, phrase.AboutUndo, "", (*talk).undo, (*talk).raceUndo},
		{[]string{"why", "waarom"}, phrase.AboutWhy, "", (*talk).why, nil},
		{[]string{"right", "gelijk"}, phrase.AboutRight, "", (*talk).right, nil},
		{[]string{"doubt", "twijfel"}, phrase.AboutDoubt, "", (*talk).doubt, nil},
		{[]string{"decks"}, phrase.AboutDecks, "", (*talk).listDecks, (*talk).listDecks},
		{[]string{"stats"}, phrase.AboutStats, "", (*talk).stats, (*talk).stats},
		{[]string{"daily"}, phrase.AboutDaily, phrase.ArgTime, (*talk).daily, (*talk).clubDaily},
		{[]string{"exam", "toets"}, phrase.AboutExam, phrase.ArgExam, (*talk).exam, (*talk).clubExam},
		{[]string{"duel"}, phrase.AboutDuel, phrase.ArgDuel, nil, (*talk).duel},
		{[]string{"top", "stand"}, phrase.AboutTop, "", nil, (*talk).top},
		{[]string{"join", "meedoen"}, phrase.AboutJoin, "", nil, (*talk).takeIn},
		{[]string{cardCommand, "kaart"}, phrase.AboutCard, phrase.ArgCard, (*talk).makeCard, (*talk).makeCard},
		{[]string{"share", "deel"}, phrase.AboutShare, phrase.ArgDeck, (*talk).passOn, nil},
		{[]string{"settings", "instellingen"}, phrase.AboutSettings, phrase.ArgSetting, (*talk).settings, (*talk).clubSettings},
		{[]string{"link"}, phrase.AboutLink, phrase.ArgCode, (*talk).link, nil},
		{[]string{"mydata", "mijndata"}, phrase.AboutMyData, "", (*talk).myData, nil},
		{[]string{"answers", "antwoorden"}, "", "", (*talk).answers, nil},
		{[]string{"leeches", "lastig"}, phrase.AboutLeeches, "", (*talk).leeches, nil},
		{[]string{"help"}, phrase.AboutHelp, "", (*talk).help, (*talk).help},
		{[]string{"start"}, "", "", (*talk).hello, (*talk).raceQuiz},
		{[]string{"show", "toon"}, "", "", (*talk).show, (*talk).raceSkip},
		{[]string{"pause", "pauze"}, "", "", nil, (*talk).racePause},
		{[]string{"resume", "verder"}, "", "", nil, (*talk).raceResume},
		{[]string{"remember", "onthoud"}, "", "", (*talk).remember, (*talk).remember},
		{[]string{"team"}, "", "", nil, (*talk).pickTeam},
		{[]string{"begin"}, "", "", nil, (*talk).beginTeams},
		{[]string{"choose", "kies"}, "", "", (*talk).pickChoice, (*talk).raceChoose},
		{[]string{"mark"}, "", "", (*talk).mark, nil},
		{[]string{"aside", "weg"}, "", "", (*talk).aside, nil},
		{[]string{"contrast"}, "", "", (*talk).contrast, nil},
		{[]string{"later"}, "", "", (*talk).later, nil},
		{[]string{"practise", "oefen"}, "", "", (*talk).practiseOwn, (*talk).practise},
		{[]string{"decline"}, "", "", (*talk).decline, nil},
	}
}

// reply decides what an event means, changes what it changes, and answers.
func (t *talk) reply(ctx context.Context) ([]Message, error) {
	group := t.event.Place.Group
	if said, ok := t.frontTyped(); ok {
		return said, nil
	}
	if t.filed() {
		return t.received(ctx)
	}
	if t.event.Command == "" {
		if group {
			return t.groupAnswer(ctx)
		}
		return t.answer(ctx)
	}
	v, ok := t.verbs[t.event.Command]
	switch {
	case !ok && group && !t.event.Direct:
		return nil, nil // another bot's
	case !ok:
		return t.unknownCommand(), nil
	case !group && v.own == nil:
		return t.tell(phrase.OnlyInGroup, nil), nil
	case !group:
		return v.own(t, ctx)
	case t.onlyAdmins(t.event) && !t.event.From.Admin:
		return t.adminsOnly(v), nil
	case v.group == nil:
		return t.tell(phrase.OnlyPrivate, nil), nil
	case t.keepsOut(v):
		return t.lookOn(), nil
	}
	return v.group(t, ctx)
}

// Commands is what can be typed behind a slash, for the platforms' menus.
func (e *Engine) Commands() []Command {
	var all []Command
	for _, v := range verbs() {
		if v.about == "" {
			continue
		}
		c := Command{Name: v.names[0], About: e.inAll(v.about), Alone: v.own != nil, Group: v.group != nil}
		if v.arg != "" {
			c.Arg = &Argument{Name: argName(v.arg), About: e.inAll(v.arg), Complete: v.arg == phrase.ArgDeck}
		}
		if v.about == phrase.AboutDaily {
			c.File = &Argument{Name: "file", About: e.inAll(phrase.ArgTimetable)}
		}
		if c.Name == cardCommand {
			c.File = &Argument{Name: "file", About: e.inAll(phrase.ArgCards)}
			c.Menu = e.inAll(phrase.MenuCard)
		}
		all = append(all, c)
	}
	return all
}

func argName(id phrase.ID) string {
	switch id {
	case phrase.ArgDeck:
		return "deck"
	case phrase.ArgTime:
		return "time"
	case phrase.ArgCard:
		return "card"
	case phrase.ArgSetting:
		return "setting"
	case phrase.ArgExam:
		return "exam"
	case phrase.ArgDuel:
		return "who"
	}
	return "code"
}

// inAll is a sentence in all languages.
func (e *Engine) inAll(id phrase.ID) map[string]string {
	all := make(map[string]string)
	for _, lang := range phrase.Langs() {
		all[lang] = e.book.In(lang).Say(id, nil)
	}
	return all
}
