package bot

import (
	"time"

	"github.com/overhoor/overhoor/scheduler/exam"
)

// usual is how long an answer takes, its verdict read, as long as a learner's
// own pace isn't known, and how many answers that assumption weighs.
const (
	usual      = 25 * time.Second
	usualCount = 5
)

// paceOver is over how many answers the running mean is taken, roughly.
const paceOver = 60

// An answer that took less was not thought about, one that took more was
// interrupted.
const (
	shortestAnswer = time.Second
	longestAnswer  = 4 * time.Minute
)

// Pace is how long a learner takes for an answer: a running mean of those that
// took a plausible time.
type Pace struct {
	Seconds float64 `json:"s,omitempty"` // the mean
	Count   int     `json:"n,omitempty"` // of answers, at most paceOver
}

// Took is the pace after one more answer.
func (p Pace) Took(d time.Duration) Pace {
	if d < shortestAnswer || d > longestAnswer {
		return p
	}
	p.Count = min(p.Count+1, paceOver)
	mean := p.mean()
	p.Seconds = mean + (d.Seconds()-mean)/float64(p.Count+usualCount)
	return p
}

// mean is the mean in seconds.
func (p Pace) mean() float64 {
	if p.Seconds == 0 {
		return usual.Seconds()
	}
	return p.Seconds
}

// typed is the mean of exam.Typing over recalled, forgotten and new cards as
// they come.
const typed = 20 * time.Second

// typing is how long cards take at this pace.
func (p Pace) typing() exam.Pace { return exam.Typing().Times(p.mean() / typed.Seconds()) }

// Minutes is how long so many answers take, rounded up, at least one.
func (p Pace) Minutes(answers int) int {
	d := time.Duration(float64(answers) * p.mean() * float64(time.Second))
	return max(1, int((d+time.Minute-1)/time.Minute))
}
