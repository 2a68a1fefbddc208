package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/overhoor/overhoor/bot/phrase"
	"github.com/overhoor/overhoor/scheduler"
)

// A link code is short enough to type over and too short-lived to guess.
const (
	codeLength = 8
	codeTTL    = 15 * time.Minute
)

// link gives a code; the same command with that code, on another platform,
// makes one learner of both.
func (t *talk) link(ctx context.Context) ([]Message, error) {
	if t.arg(0) == "" {
		code := t.code(codeLength)
		if err := t.Store.KeepCode(ctx, code, t.learner, codeTTL); err != nil {
			return nil, fmt.Errorf("keep a link code: %w", err)
		}
		return t.tell(phrase.LinkCode, phrase.Args{"Code": code}), nil
	}
	other, err := t.owner(ctx, strings.ToLower(t.arg(0)))
	switch {
	case errors.Is(err, ErrNoCode):
		return t.tell(phrase.LinkUnknown, nil), nil
	case err != nil:
		return nil, fmt.Errorf("use a link code: %w", err)
	case other == t.learner:
		return t.tell(phrase.LinkSelf, nil), nil
	}
	if err := t.join(ctx, other); err != nil {
		return nil, fmt.Errorf("link to %s: %w", other, err)
	}
	return t.tell(phrase.Linked, nil), nil
}

// owner redeems a code: for who asked for it, or whom he was linked into since.
func (t *talk) owner(ctx context.Context, code string) (Learner, error) {
	owner, err := t.Store.UseCode(ctx, code)
	if err != nil {
		return "", err
	}
	view, err := t.Store.Learner(ctx, owner)
	if err != nil {
		return "", err
	}
	return cmp.Or(view.Profile.Moved, owner), nil
}

// join gives all that is this learner's to another, who keeps his own name.
// Each part may be done twice: if it breaks off halfway, linking again
// completes it.
func (t *talk) join(ctx context.Context, other Learner) error {
	profile, err := t.handOver(ctx, other)
	if err != nil {
		return err
	}
	for _, a := range t.profile.Accounts {
		if err := t.Store.Alias(ctx, a, other); err != nil {
			return fmt.Errorf("account on %s: %w", a.Platform, err)
		}
	}
	next := profile.nextPush(t.now, profile.calendar(t.zone))
	if err := errors.Join(t.Store.Plan(ctx, other, next), t.Store.Plan(ctx, t.learner, time.Time{})); err != nil {
		return fmt.Errorf("plan the daily push: %w", err)
	}
	t.profile = Profile{Version: t.profile.Version, Moved: other}
	t.newProfile = true
	return nil
}

// handOver writes the joined profile and memories to the other.
func (t *talk) handOver(ctx context.Context, other Learner) (Profile, error) {
	for try := 0; ; try++ {
		view, err := t.Store.Learner(ctx, other)
		if err != nil {
			return Profile{}, err
		}
		profile := merge(view.Profile, t.profile)
		if !slices.Contains(profile.Was, t.learner) {
			profile.Was = append(slices.Concat(profile.Was, t.profile.Was), t.learner)
		}
		memories, err := t.stronger(ctx, other)
		if err != nil {
			return Profile{}, err
		}
		err = t.Store.Commit(ctx, Step{Event: t.event.ID, Learner: other, Profile: &profile, Import: memories, Own: t.own})
		if errors.Is(err, ErrSeen) {
			return profile, nil
		}
		if !errors.Is(err, ErrStale) || try == tries {
			return profile, err
		}
	}
}

// merge is a learner's profile with what another brings along.
func merge(p, from Profile) Profile {
	p.mergeWishes(from)
	for _, m := range from.Missed {
		p.miss(m)
	}
	for _, a := range from.Aside {
		p.setAside(a.Deck, a.Card, a.Until, time.Time{})
	}
	for _, m := range from.Mixups {
		p.mistook(m.Deck, m.Card, m.Other)
	}
	p.Fit.Since += from.Fit.Since
	switch {
	case from.Today.Date > p.Today.Date:
		p.Today, p.Before = from.Today, from.Before
	case from.Today.Date == p.Today.Date:
		p.Today.New += from.Today.New
		p.Today.Done += from.Today.Done
	}
	p.Streak = p.Streak.join(from.Streak)
	if p.Pace == (Pace{}) {
		p.Pace = from.Pace
	}
	return p
}

// mergeWishes adds who the other one is, and what he chose where this learner
// chose nothing.
func (p *Profile) mergeWishes(from Profile) {
	for _, d := range from.Decks {
		if !slices.Contains(p.Decks, d) {
			p.Decks = append(slices.Clone(p.Decks), d)
		}
	}
	for _, a := range from.Accounts {
		if !slices.Contains(p.Accounts, a) {
			p.Accounts = append(slices.Clone(p.Accounts), a)
		}
	}
	for _, i := range from.Invites {
		if p.invite(i.Deck, i.Date) < 0 {
			p.Invites = append(slices.Clone(p.Invites), i)
		}
	}
	if len(p.Push.Hours) == 0 {
		p.Push.Hours = from.Push.Hours
	}
	if l := p.Push.Lectures; l.Address == "" && l.Term == "" {
		p.Push.Lectures = from.Push.Lectures
	}
	if p.Home == (Place{}) {
		p.Home, p.Gone = from.Home, from.Gone
	}
	p.Groups = cmp.Or(p.Groups, from.Groups)
	p.Lang, p.Zone = cmp.Or(p.Lang, from.Lang), cmp.Or(p.Zone, from.Zone)
	for _, x := range from.Exams {
		if !slices.ContainsFunc(p.Exams, func(own Exam) bool { return own.Deck == x.Deck }) {
			p.Exams = append(slices.Clone(p.Exams), x)
		}
	}
	p.Minutes, p.Needed = cmp.Or(p.Minutes, from.Minutes), max(p.Needed, from.Needed)
	p.Size, p.New = cmp.Or(p.Size, from.Size), cmp.Or(p.New, from.New)
	p.Reviews, p.Retention, p.Week = cmp.Or(p.Reviews, from.Reviews), cmp.Or(p.Retention, from.Retention), cmp.Or(p.Week, from.Week)
	for deck, share := range from.Retentions {
		if p.Retentions[deck] == 0 {
			p.keep(deck, share)
		}
	}
}

// stronger lists the memories of this learner that know more than the other's.
func (t *talk) stronger(ctx context.Context, other Learner) ([]Memory, error) {
	var all []Memory
	for _, d := range t.Library.Decks() {
		mine, err := t.Store.Memories(ctx, t.learner, d.ID)
		if err != nil {
			return nil, err
		}
		if len(mine) == 0 {
			continue
		}
		theirs, err := t.Store.Memories(ctx, other, d.ID)
		if err != nil {
			return nil, err
		}
		for card, m := range mine {
			if knowsMore(m, theirs[card]) {
				all = append(all, Memory{Deck: d.ID, Card: card, Before: theirs[card], After: m})
			}
		}
	}
	return all, nil
}

// knowsMore tells which of two memories of a card to keep: the one with more
// reviews, else the later one.
func knowsMore(a, b scheduler.Memory) bool {
	if a.Reps != b.Reps {
		return a.Reps > b.Reps
	}
	return a.Last.After(b.Last)
}
