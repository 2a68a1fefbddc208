package bot

import (
	"context"
	"slices"
	"time"

	"github.com/overhoor/overhoor/bot/phrase"
)

// patient is after how many dates with a push that nobody answered we keep
// quiet by ourselves.
const patient = 7

// sleep ends the pushes to a learner who isn't heard any more, with one
// friendly message.
func (t *talk) sleep() []Message {
	t.profile.Push.Asleep = true
	t.newRound = true
	return t.tell(phrase.FallAsleep, nil, []Button{t.button(phrase.GoOnLabel, "/quiz "+allDue)})
}

// heard notes a sign of life, which ends the sleep; what is said of it is
// empty when there was none to end, or when the reply tells it anyway.
func (t *talk) heard(ctx context.Context) (Text, error) {
	p := &t.profile.Push
	if p.Unheard == 0 && !p.Asleep {
		return "", nil
	}
	asleep := p.Asleep
	p.Unheard, p.Asleep, t.newProfile = 0, false, true
	if !asleep {
		return "", nil
	}
	p.setAside(t.now.Add(time.Second), t.cal) // what he slept through doesn't come now
	if err := t.planDaily(ctx); err != nil {
		return "", err
	}
	if slices.Contains([]string{"daily", "settings", "instellingen", "link"}, t.event.Command) {
		return "", nil
	}
	return t.say(phrase.WakeUp, t.dailyArgs()), nil
}
