package file

import (
	"context"
	"maps"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"github.com/overhoor/overhoor/bot/state"
)

// pace is how fast this process goes: no other needs to know.
type pace struct {
	paceMu   sync.Mutex
	limiters map[string]*rate.Limiter
	held     map[string]time.Time // until when nothing is allowed
}

// idle is from how many names on those that are rested are forgotten.
const idle = 1000

// Allow takes one from what a rate allows under a name.
func (p *pace) Allow(ctx context.Context, name string, r state.Rate) (time.Duration, error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	p.paceMu.Lock()
	defer p.paceMu.Unlock()
	if left := time.Until(p.held[name]); left > 0 {
		return left, nil
	}
	limiter := p.limiters[name]
	if limiter == nil {
		p.forget()
		limiter = rate.NewLimiter(rate.Limit(float64(r.Count)/r.Per.Seconds()), r.Burst)
		p.limiters[name] = limiter
	}
	if lacking := float64(r.Spare+1) - limiter.Tokens(); lacking > 0 {
		return max(time.Duration(lacking*float64(r.Per)/float64(r.Count)), time.Millisecond), nil
	}
	limiter.Allow()
	return 0, nil
}

// Hold lets Allow give nothing under a name for so long.
func (p *pace) Hold(ctx context.Context, name string, d time.Duration) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	p.paceMu.Lock()
	defer p.paceMu.Unlock()
	maps.DeleteFunc(p.held, func(_ string, until time.Time) bool { return time.Until(until) <= 0 })
	if p.held == nil {
		p.held = make(map[string]time.Time)
	}
	if until := time.Now().Add(d); until.After(p.held[name]) {
		p.held[name] = until
	}
	return nil
}

// forget drops limiters that allow all they ever can: new ones do the same.
func (p *pace) forget() {
	if p.limiters == nil {
		p.limiters = make(map[string]*rate.Limiter)
	}
	if len(p.limiters) < idle {
		return
	}
	for name, limiter := range p.limiters {
		if limiter.Tokens() >= float64(limiter.Burst()) {
			delete(p.limiters, name)
		}
	}
}
