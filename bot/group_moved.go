package bot

import "slices"

// followLinks has the group know a learner by his name who was known by another one
// before he linked his accounts: he plays on as himself. What is carried for the
// old name finds him by itself.
func (t *talk) followLinks() {
	for _, was := range t.profile.Was {
		if race := t.round.Race; race != nil {
			// Answers that lie beside the round would bring the old name back.
			t.newRound = t.newRound || slices.Contains(race.Players, was)
			race.moved(was, t.learner)
		}
		t.club.moved(was, t.learner)
		if n := t.newcomer(was); n != nil {
			n.Known, n.changed = true, true
			if t.newcomer(t.learner) == nil {
				t.comes(Newcomer{Learner: t.learner, Name: n.Name, In: n.In, Held: n.Held})
			}
		}
	}
}

// moved makes a learner who was linked into another that one.
func (r *Race) moved(from, to Learner) {
	as := func(l *Learner) {
		if *l == from {
			*l = to
		}
	}
	as(&r.By)
	r.Players, r.Skips = renamed(r.Players, from, to), renamed(r.Skips, from, to)
	for i := range r.Only {
		as(&r.Only[i].Learner)
	}
	for i := range r.Named {
		as(&r.Named[i].Learner)
	}
	for i := range r.Had {
		as(&r.Had[i].Learner)
	}
	for i := range r.Mixed {
		r.Mixed[i].By = renamed(r.Mixed[i].By, from, to)
	}
	if n, ok := r.Tries[from]; ok {
		delete(r.Tries, from)
		r.Tries[to] += n
	}
	if r.answered(to, "") {
		r.Answers = slices.DeleteFunc(r.Answers, func(a Answer) bool { return a.Learner == from })
	}
	for i := range r.Answers {
		as(&r.Answers[i].Learner)
	}
	r.movePoints(from, to)
	if r.Teams != nil {
		r.Teams.moved(from, to)
	}
}

// movePoints adds up what both earned, also on the board.
func (r *Race) movePoints(from, to Learner) {
	if i := slices.IndexFunc(r.Scores, func(s Score) bool { return s.Learner == from }); i >= 0 {
		had := r.Scores[i]
		r.Scores = slices.Delete(r.Scores, i, i+1)
		if j := slices.IndexFunc(r.Scores, func(s Score) bool { return s.Learner == to }); j >= 0 {
			r.Scores[j].Points += had.Points
			r.scored = true
		} else {
			r.Scores = slices.Insert(r.Scores, i, Score{Learner: to, Name: had.Name, Points: had.Points})
		}
	}
	if r.Booked == nil {
		return
	}
	if n, ok := r.Booked.Points[from]; ok {
		delete(r.Booked.Points, from)
		r.Booked.Points[to] += n
	}
}

// moved leaves a learner who was linked into another one place in the teams.
func (s *Teams) moved(from, to Learner) {
	if s.of(to) != nil {
		s.Members = slices.DeleteFunc(s.Members, func(m Teammate) bool { return m.Learner == from })
	} else if m := s.of(from); m != nil {
		m.Learner = to
	}
	s.New = renamed(s.New, from, to)
}

// moved notes in a group that a member was linked into another learner.
func (c *Club) moved(from, to Learner) {
	if c.leave(from) {
		c.join(to)
	}
	c.Welcomed = renamed(c.Welcomed, from, to)
	if d := c.Duel; d != nil && d.By == from {
		d.By = to
	} else if d != nil && d.To == from {
		d.To = to
	}
	if c.Card == nil {
		return
	}
	for i := range c.Card.Right {
		if c.Card.Right[i].Learner == from && !c.Card.had(to) {
			c.Card.Right[i].Learner = to
		}
	}
	if try, ok := c.Card.Tries[from]; ok {
		delete(c.Card.Tries, from)
		if !c.Card.had(to) {
			c.Card.Tries[to] = try
		}
	}
}

// renamed are learners of whom one goes by another name, each once.
func renamed(all []Learner, from, to Learner) []Learner {
	i := slices.Index(all, from)
	switch {
	case i < 0:
		return all
	case slices.Contains(all, to):
		return slices.Delete(slices.Clone(all), i, i+1)
	}
	all = slices.Clone(all)
	all[i] = to
	return all
}
