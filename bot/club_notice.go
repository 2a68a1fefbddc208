package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"

	"github.com/overhoor/overhoor/bot/phrase"
)

// Invite is a group's exam in the profile of one who takes part.
type Invite struct {
	Deck     string `json:"deck"`
	Date     string `json:"date"`
	Told     bool   `json:"told,omitempty"`
	Declined bool   `json:"declined,omitempty"`
	Own      bool   `json:"own,omitempty"` // he had set an exam of this deck himself: that stands
}

// Notice is an exam that a member's profile has yet to learn of, or to forget.
type Notice struct {
	Learner Learner `json:"learner"`
	Deck    string  `json:"deck"`
	Date    string  `json:"date"`
	Off     bool    `json:"off,omitempty"`
}

// declined tells whether a learner takes no part in an exam of his group.
func (p *Profile) declined(x *ClubExam) bool {
	i := p.invite(x.Deck, x.Date)
	return i >= 0 && p.Invites[i].Declined
}

func (p *Profile) invite(deck, date string) int {
	return slices.IndexFunc(p.Invites, func(i Invite) bool { return i.Deck == deck && i.Date == date })
}

// enrol has a member's profile learn of the group's exam, or forget it.
func (t *talk) enrol(l Learner, off bool) {
	if x := t.club.Exam; x != nil {
		t.club.Notices = append(t.club.Notices, Notice{Learner: l, Deck: x.Deck, Date: x.Date, Off: off})
	}
}

// noticeAll gives notices to their learners and returns those that failed, with
// what the same learner was to be told later: they stay for whoever comes next.
func (e *Engine) noticeAll(ctx context.Context, all []Notice) []Notice {
	var failed []Notice
	for _, n := range all {
		if slices.ContainsFunc(failed, func(f Notice) bool { return f.Learner == n.Learner }) {
			failed = append(failed, n)
			continue
		}
		if err := e.notice(ctx, n); err != nil {
			e.Log.Warn("tell a member of an exam", slog.String("learner", string(n.Learner)), slog.Any("error", err))
			failed = append(failed, n)
		}
	}
	return failed
}

// notice makes a learner's profile as a notice wants it. Doing it twice changes
// nothing.
func (e *Engine) notice(ctx context.Context, n Notice) error {
	for try := 0; ; try++ {
		view, err := e.Store.Learner(ctx, n.Learner)
		if err != nil {
			return fmt.Errorf("read learner: %w", err)
		}
		p, cal := &view.Profile, view.Profile.calendar(e.zone)
		own, has := p.exam(n.Deck, e.clock(), cal)
		switch i := p.invite(n.Deck, n.Date); {
		case p.Moved != "":
			n.Learner = p.Moved
			continue
		case n.Off == (i < 0):
			return nil
		case n.Off:
			if has && own.Date == n.Date && !p.Invites[i].Own {
				p.setExam(n.Deck, "", e.clock(), cal)
			}
			p.Invites = slices.Delete(p.Invites, i, i+1)
		default:
			today := cal.Day(e.clock())
			p.Invites = slices.DeleteFunc(p.Invites, func(i Invite) bool { return i.Date < today })
			p.Invites = append(p.Invites, Invite{Deck: n.Deck, Date: n.Date, Own: has})
			if !has {
				p.setExam(n.Deck, n.Date, e.clock(), cal)
				if !slices.Contains(p.Decks, n.Deck) {
					p.begin(n.Deck)
				}
			}
		}
		err = e.Store.Commit(ctx, Step{Learner: n.Learner, Profile: p})
		if !errors.Is(err, ErrStale) || try == tries {
			return err
		}
	}
}

// invited tells a learner once of each exam that a group of his works towards.
func (t *talk) invited() []Message {
	if t.event.Place.Group || t.event.Pressed {
		return nil // a pressed button's own answer comes first
	}
	var all []Message
	for i := range t.profile.Invites {
		invite := &t.profile.Invites[i]
		deck, ok := t.Library.Deck(invite.Deck)
		if invite.Told || !ok || invite.Date < t.cal.Day(t.now) {
			continue
		}
		invite.Told, t.newProfile = true, true
		all = append(all, Message{
			Text:    t.say(phrase.Invited, phrase.Args{"Deck": shortTitle(deck), "Date": t.date(Exam{Date: invite.Date}.day(t.cal))}),
			Buttons: [][]Button{{t.button(phrase.DeclineLabel, "/decline "+invite.Deck+" "+invite.Date)}},
		})
	}
	return all
}

// decline leaves a learner out of his group's exam.
func (t *talk) decline(context.Context) ([]Message, error) {
	i := t.profile.invite(t.arg(0), t.arg(1))
	if i < 0 {
		return t.tell(phrase.DeclineGone, nil), nil
	}
	invite := &t.profile.Invites[i]
	invite.Declined, t.newProfile = true, true
	if own, ok := t.profile.exam(invite.Deck, t.now, t.cal); ok && own.Date == invite.Date && !invite.Own {
		t.profile.setExam(invite.Deck, "", t.now, t.cal)
	}
	return t.tell(phrase.Declined, nil), nil
}
