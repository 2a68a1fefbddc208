package bot

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/overhoor/overhoor/bot/phrase"
)

// lobby tells whether the teams of the next round are being chosen.
func (r *Race) lobby() bool { return r != nil && r.Teams != nil && r.Teams.Open }

// openTeams lets a group choose teams; those of the round before stand.
func (t *talk) openTeams(deck string, cards []Turn, m mode) []Message {
	teams := &Teams{Open: true, Cards: cards}
	if race := t.round.Race; race != nil && race.Teams != nil {
		for _, m := range race.Teams.Members {
			teams.Members = append(teams.Members, Teammate{Learner: m.Learner, Name: m.Name, Team: m.Team})
		}
	}
	t.startRace(deck, cards, m)
	t.round.Cards, t.round.Race.Teams = nil, teams
	return []Message{t.teamsMessage()}
}

// teamsMessage shows who is in which team, to be drawn anew at each choice.
func (t *talk) teamsMessage() Message {
	teams := t.round.Race.Teams
	teams.Shown, t.newRound = t.now, true
	deck, _ := t.Library.Deck(t.round.Deck)
	m := Message{Text: lines(
		strong(t.say(phrase.TeamsBegin, phrase.Args{"Deck": shortTitle(deck)})),
		t.say(phrase.ChooseTeam, nil),
		t.rosters(),
	)}
	var row []Button
	for team, name := range t.teamNames() {
		row = append(row, Button{Label: name, Command: "/team " + t.round.ID + " " + strconv.Itoa(team+1)})
	}
	m.Buttons = [][]Button{row, {t.button(phrase.BeginLabel, "/begin "+t.round.ID)}}
	return m
}

// teamNames are what the teams are called, as many as there can be.
func (t *talk) teamNames() []string { return strings.Fields(t.words.Say(phrase.TeamNames, nil)) }

// rosters are the teams that somebody joined, a line each.
func (t *talk) rosters() Text {
	members := make([][]string, mostTeams)
	for _, m := range t.round.Race.Teams.Members {
		members[m.Team] = append(members[m.Team], m.Name)
	}
	var all []Text
	for team, name := range t.teamNames() {
		if n := len(members[team]); n > mostNamers {
			all = append(all, t.count(phrase.TeamMany, n, phrase.Args{"Team": name}))
		} else if n > 0 {
			all = append(all, Escape(name+": "+strings.Join(members[team], ", ")))
		}
	}
	return lines(all...)
}

// drawnAnew is how often the list of members is drawn anew at most: an edit
// costs as much as a message.
const drawnAnew = 3 * time.Second

// pickTeam takes a learner into a team. Once the round goes on nobody changes
// his team.
func (t *talk) pickTeam(context.Context) ([]Message, error) {
	race := t.round.Race
	team, ok := t.namedTeam()
	switch {
	case race == nil || race.Teams == nil || !race.lobby() && !t.round.asking():
		return t.tell(phrase.NoRoundHere, nil), nil
	case !ok:
		return t.tell(phrase.ChooseTeam, nil), nil
	}
	m := race.Teams.of(t.learner)
	if m != nil && (m.Team == team || !race.lobby()) {
		return t.yourTeam(m.Team), nil
	}
	if m == nil {
		race.Teams.Members = append(race.Teams.Members, Teammate{Learner: t.learner})
		m = race.Teams.of(t.learner)
	}
	m.Name, m.Team, t.newRound = t.name(), team, true
	if race.lobby() && t.event.Pressed && t.now.Sub(race.Teams.Shown) >= drawnAnew {
		shown := t.teamsMessage()
		shown.Edit = true
		return []Message{shown}, nil
	}
	return t.yourTeam(team), nil
}

// yourTeam tells a learner alone for whom he plays.
func (t *talk) yourTeam(team int) []Message {
	return []Message{{Private: true, Text: t.say(phrase.YourTeam, phrase.Args{"Team": t.teamNames()[team]})}}
}

// namedTeam is the team that stands behind /team, by its number or name: on a
// button behind the round.
func (t *talk) namedTeam() (int, bool) {
	words := strings.Fields(t.event.Text)
	if len(words) == 2 && words[0] != t.round.ID || len(words) == 0 {
		return 0, false
	}
	last := words[len(words)-1]
	for team, name := range t.teamNames() {
		if last == strconv.Itoa(team+1) || strings.EqualFold(last, name) {
			return team, true
		}
	}
	return 0, false
}

// beginTeams asks the first card when the teams are chosen. Who may begin a
// round may: who comes later is taken in when he answers.
func (t *talk) beginTeams(ctx context.Context) ([]Message, error) {
	race := t.round.Race
	if ref := t.arg(0); !race.lobby() || ref != "" && ref != t.round.ID {
		return t.tooLate(), nil
	}
	deck, ok := t.Library.Deck(t.round.Deck)
	if !ok {
		t.breakOff()
		return t.tell(phrase.NoDecks, nil), nil
	}
	if no := t.forbidden(deck, race.mode()); no != nil {
		return no, nil
	}
	t.round.Cards, race.Teams.Cards, race.Teams.Open, t.newRound = race.Teams.Cards, nil, false, true
	if t.tidy(); !t.round.asking() {
		return t.tell(phrase.NoDecks, nil), nil
	}
	return t.firstCard(ctx, t.rosters())
}
