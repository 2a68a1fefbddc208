package bot

import (
	"time"

	"github.com/overhoor/overhoor/bot/grade"
	"github.com/overhoor/overhoor/scheduler"
)

// Effort is what an answer cost.
type Effort struct {
	Hints int           `json:"hints,omitempty"` // how many were given
	Goes  int           `json:"goes,omitempty"`  // goes before this one
	Doubt bool          `json:"doubt,omitempty"` // the learner says he doubted
	Typed int           `json:"typed,omitempty"` // characters of the answer
	Took  time.Duration `json:"took,omitempty"`  // from question to answer; 0 is unknown
}

// How long an answer takes that needs no thinking: to read the question, and
// to type each character on a phone.
const (
	swift        = 4 * time.Second
	swiftPerRune = 250 * time.Millisecond
)

// helped tells whether it was recalled with help.
func (e Effort) helped() bool { return e.Hints > 0 || e.Goes > 0 }

// swift tells whether it came without thinking.
func (e Effort) swift() bool {
	return e.Took > 0 && e.Took <= swift+time.Duration(e.Typed)*swiftPerRune
}

// rate is the bridge between the teacher and the memory: what an answer and
// its effort say about recall. What was forgotten is Again, never Hard; most
// of an answer, or all of it with help or in doubt, is Hard; at once is Easy.
func rate(j grade.Judgement, e Effort) scheduler.Rating {
	switch {
	case j.Verdict == grade.Wrong:
		return scheduler.Again
	case j.Verdict == grade.Partial && len(j.Found) < len(j.Missing):
		return scheduler.Again
	case j.Verdict == grade.Partial, e.helped(), e.Doubt:
		return scheduler.Hard
	case e.swift():
		return scheduler.Easy
	}
	return scheduler.Good
}
