package bot

import "testing"

// A team earns the mean of what its members earned, of those who answered this
// card or the one before.
func TestTeamsScore(t *testing.T) {
	s := &Teams{Members: []Teammate{
		{Learner: "a", Team: 0, Seen: 4}, {Learner: "b", Team: 1, Seen: 4}, {Learner: "c", Team: 1, Seen: 3},
		{Learner: "gone", Team: 1, Seen: 2}, {Learner: "never", Team: 1}, {Learner: "idle", Team: 2, Seen: 1},
	}}
	s.score(4, []Answer{{Learner: "a", Points: 3}, {Learner: "b", Points: 5}, {Learner: "nobody", Points: 5}})
	if want := [mostTeams]int{30, 25, 0, 0}; s.Tenths != want {
		t.Errorf("%v, want %v", s.Tenths, want)
	}
	s.takeBack("b", 5)
	if want := [mostTeams]int{30, 0, 0, 0}; s.Tenths != want {
		t.Errorf("taken back: %v, want %v", s.Tenths, want)
	}
}

// What all of a team take back leaves it nothing, and never less.
func TestTeamsTakeBack(t *testing.T) {
	for _, points := range [][3]int{{1, 1, 1}, {2, 2, 0}, {1, 1, 0}, {5, 1, 1}} {
		s := &Teams{}
		var answers []Answer
		for i, l := range []Learner{"a", "b", "c"} {
			s.Members = append(s.Members, Teammate{Learner: l, Seen: 1})
			answers = append(answers, Answer{Learner: l, Points: points[i]})
		}
		s.score(1, answers)
		for _, a := range answers {
			s.takeBack(a.Learner, a.Points)
		}
		if s.Tenths[0] != 0 {
			t.Errorf("%v taken back: %d tenths are left", points, s.Tenths[0])
		}
	}
}

// Who doesn't choose gets the smallest of the teams that are played in, of two
// at least.
func TestTheSmallestTeam(t *testing.T) {
	for _, test := range []struct {
		teams []int
		want  int
	}{
		{nil, 0}, {[]int{0}, 1}, {[]int{0, 1}, 0}, {[]int{0, 1, 0}, 1}, {[]int{2}, 0}, {[]int{0, 0, 1, 1, 3}, 3},
	} {
		s := new(Teams)
		for _, team := range test.teams {
			s.Members = append(s.Members, Teammate{Team: team})
		}
		if got := s.smallest(); got != test.want {
			t.Errorf("%v: %d, want %d", test.teams, got, test.want)
		}
	}
}
