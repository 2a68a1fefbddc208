package bot

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/overhoor/overhoor/bot/phrase"
)

// mostTeams is how many teams there can be; those that nobody joins play no
// part.
const mostTeams = 4

// Teams are the teams of a round. A team's points for a card are the mean of
// what its members earned, so that a small team can win; who answered neither
// this card nor the one before isn't counted among them, as he may have left.
type Teams struct {
	Open    bool           `json:"open,omitempty"`  // they are being chosen: no card is asked yet
	Cards   []Turn         `json:"cards,omitempty"` // that will be asked then
	Members []Teammate     `json:"members,omitempty"`
	Tenths  [mostTeams]int `json:"tenths"`         // points of the teams, in tenths
	Sum     [mostTeams]int `json:"sum"`            // points of their members at the card before
	Played  [mostTeams]int `json:"played"`         // members that were counted there
	New     []Learner      `json:"new,omitempty"`  // who got a team and wasn't told before all
	Shown   time.Time      `json:"shown,omitzero"` // when the list of members was drawn last
}

// Teammate is who plays for a team.
type Teammate struct {
	Learner Learner `json:"learner"`
	Name    string  `json:"name"`
	Team    int     `json:"team"` // from 0
	Seen    int     `json:"seen"` // the number of the last card that he answered, from 1; 0 for none
}

func (s *Teams) clone() *Teams {
	if s == nil {
		return nil
	}
	c := *s
	c.Cards = slices.Clone(s.Cards)
	c.Members, c.New = slices.Clone(s.Members), slices.Clone(s.New)
	return &c
}

// of finds a learner among the members; nil if he is none.
func (s *Teams) of(l Learner) *Teammate {
	i := slices.IndexFunc(s.Members, func(m Teammate) bool { return m.Learner == l })
	if i < 0 {
		return nil
	}
	return &s.Members[i]
}

// sizes are how many members the teams have.
func (s *Teams) sizes() (n [mostTeams]int) {
	for _, m := range s.Members {
		n[m.Team]++
	}
	return n
}

// smallest is the team for who doesn't choose one: of those that are played in,
// or of the first two, that with fewest members.
func (s *Teams) smallest() int {
	n, best := s.sizes(), 0
	for team := range n {
		if (team < 2 || n[team] > 0) && n[team] < n[best] {
			best = team
		}
	}
	return best
}

// answerForTeam keeps what a member answers; who has no team gets one.
func (t *talk) answerForTeam(ctx context.Context, text string) ([]Message, error) {
	if !t.event.Direct {
		return nil, nil
	}
	teams := t.round.Race.Teams
	m := teams.of(t.learner)
	isNew := m == nil
	if isNew {
		teams.Members = append(teams.Members, Teammate{Learner: t.learner, Name: t.name(), Team: teams.smallest()})
		teams.New = append(teams.New, t.learner)
		m, t.newRound = teams.of(t.learner), true
	}
	team := m.Team
	said, err := t.keepAnswer(ctx, text)
	if isNew && err == nil {
		said[0].Text = t.say(phrase.NotedForTeam, phrase.Args{"Name": t.name(), "Team": t.teamNames()[team]})
	}
	return said, err
}

// revealTeams closes a card, and tells who had it.
func (t *talk) revealTeams() Message {
	race := t.round.Race
	race.Teams.score(t.round.At+1, race.Answers)
	m := t.reveal()
	m.Text = lines(m.Text, t.newcomers())
	return m
}

// newcomers tells once for whom they play who didn't choose a team.
func (t *talk) newcomers() Text {
	teams, names := t.round.Race.Teams, t.teamNames()
	var all []string
	for _, l := range teams.New {
		if m := teams.of(l); m != nil && len(all) < mostNamers {
			all = append(all, m.Name+" ("+names[m.Team]+")")
		}
	}
	teams.New = nil
	if len(all) == 0 {
		return ""
	}
	return t.say(phrase.NewInTeams, phrase.Args{"All": strings.Join(all, ", ")})
}

// score gives the teams their points for a card, by its number.
func (s *Teams) score(number int, answers []Answer) {
	s.Sum, s.Played = [mostTeams]int{}, [mostTeams]int{}
	for _, m := range s.Members {
		if m.Seen > 0 && m.Seen >= number-1 {
			s.Played[m.Team]++
		}
	}
	for _, a := range answers {
		if m := s.of(a.Learner); m != nil {
			s.Sum[m.Team] += a.Points
		}
	}
	for team, points := range s.Sum {
		s.Tenths[team] += mean(points, s.Played[team])
	}
}

// takeBack takes from a team what one member earned it at the card before.
func (s *Teams) takeBack(l Learner, points int) {
	if m := s.of(l); m != nil {
		before := mean(s.Sum[m.Team], s.Played[m.Team])
		s.Sum[m.Team] -= points
		s.Tenths[m.Team] += mean(s.Sum[m.Team], s.Played[m.Team]) - before
	}
}

// mean is the mean of points in tenths.
func mean(points, of int) int {
	if of == 0 {
		return 0
	}
	return int(math.Round(float64(10*points) / float64(of)))
}

// ranks are the teams that somebody plays in, the best first, as scores.
func (t *talk) ranks() []Score {
	teams := t.round.Race.Teams
	n, names := teams.sizes(), t.teamNames()
	var all []Score
	for team, tenths := range teams.Tenths {
		if n[team] > 0 {
			all = append(all, Score{Name: names[team], Points: tenths})
		}
	}
	slices.SortStableFunc(all, func(a, b Score) int { return cmp.Compare(b.Points, a.Points) })
	return all
}

// teamStandings is one line of the teams and their points.
func (t *talk) teamStandings() Text {
	var all []string
	for _, s := range t.ranks() {
		all = append(all, s.Name+" "+t.tenths(s.Points))
	}
	return t.say(phrase.Standings, phrase.Args{"All": strings.Join(all, " · ")})
}

// tenths writes a number of tenths: 45 is "4,5".
func (t *talk) tenths(n int) string {
	if n%10 == 0 {
		return strconv.Itoa(n / 10)
	}
	return strconv.Itoa(n/10) + t.words.Say(phrase.DecimalMark, nil) + strconv.Itoa(n%10)
}

// shownBest is how many players are named beside their teams.
const shownBest = 3

// bestPlayers is one line of who earned most in a round of teams.
func (t *talk) bestPlayers() Text {
	var all []string
	for _, s := range t.round.Race.standings() {
		if len(all) < shownBest && s.Points > 0 {
			all = append(all, s.Name+" "+strconv.Itoa(s.Points))
		}
	}
	if len(all) == 0 {
		return ""
	}
	return t.say(phrase.BestPlayers, phrase.Args{"All": strings.Join(all, " · ")})
}
