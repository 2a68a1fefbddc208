package discord

import (
	"context"
	"fmt"
	"log/slog"
	"testing"

	"github.com/overhoor/overhoor/adapters/discord/discordtest"
	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/bot/notestest"
)

// scores is an edition of a round's scoreboard.
func scores(n int) bot.Message {
	return bot.Message{Text: bot.Text(fmt.Sprintf("<b>Stand · CRM</b>\nBram · %d", n)), Scoreboard: &bot.Scoreboard{Round: "r", Edition: n}}
}

// Two replicas hand on the editions of one scoreboard: it is one message, for
// which no telephone rings, and shows the newest.
func TestTwoReplicasKeepOneScoreboard(t *testing.T) {
	t.Parallel()
	notes := &notestest.Notes{}
	b := newBench(t, func(c *Config) { c.Notes = notes })
	replica := func() *Adapter {
		a, err := New(t.Context(), Config{Token: b.Token, APIURL: b.URL, Notes: notes, Log: slog.New(slog.DiscardHandler)})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { a.scores.Close(); a.rest.client.CloseIdleConnections() })
		return a
	}
	other := replica()
	class := b.Guild()
	place := bot.Place{Platform: platform, Chat: class.ID, Group: true}
	show := func(a *Adapter, n int) {
		if err := a.Send(t.Context(), place, scores(n)); err != nil {
			t.Error(err)
		}
	}
	show(b.adapter, 1)
	first := b.Quiet(b.ctx)
	if first.How != discordtest.Posted || first.Text != "**Stand · CRM**\nBram · 1" || first.Channel.ID != class.ID || len(first.Buttons) != 0 {
		t.Errorf("scoreboard %+v", first)
	}
	show(other, 3)
	show(b.adapter, 2)
	seen := first
	for seen.Text != "**Stand · CRM**\nBram · 3" {
		seen = b.Quiet(b.ctx)
	}
	b.adapter.scores.Close()
	other.scores.Close()
	for range b.QuietLeft() { // an older one may have come after it, but not for long
		seen = b.Quiet(b.ctx)
	}
	if seen.Text != "**Stand · CRM**\nBram · 3" || seen.How != discordtest.Redrawn || seen.ID != first.ID {
		t.Fatalf("in the end it is %+v, want it in place of the first", seen)
	}
	b.Remove(first)
	show(replica(), 4) // which begins now
	if anew := b.Quiet(b.ctx); anew.How != discordtest.Posted || anew.Text != "**Stand · CRM**\nBram · 4" || anew.ID == first.ID {
		t.Errorf("in place of the deleted one came %+v", anew)
	}
}

// A scoreboard comes beside what is said, where the round is played, and in a
// thread in that.
func TestAScoreboardStandsWhereItsRoundIs(t *testing.T) {
	t.Parallel()
	b := start(t, func(c *Config) { withThreads(c); c.Notes = &notestest.Notes{} }, func(_ context.Context, e bot.Event) ([]bot.Message, error) {
		return []bot.Message{text("Ronde " + e.Command), scores(len(e.Command))}, nil
	})
	anna, class := b.User("Anna"), b.Guild()
	b.Slash(class, anna, "quiz", "crm")
	thread := b.Wait(b.ctx, discordtest.Opened).Channel
	for range 2 {
		if got := b.Next(b.ctx); got.Text == "Ronde quiz" && got.Channel.ID != thread.ID {
			t.Errorf("%+v", got)
		}
	}
	if got := b.Quiet(b.ctx); got.Text != "**Stand · CRM**\nBram · 4" || got.Channel.ID != thread.ID {
		t.Errorf("scoreboard %+v, want it in %s", got, thread.ID)
	}
	b.Slash(class, anna, "stats", "")
	b.hears("Ronde stats")
	if got := b.Quiet(b.ctx); got.Channel.ID != class.ID {
		t.Errorf("scoreboard %+v, want it in %s", got, class.ID)
	}
}

// Where we were only taken along we can edit nothing: the scores stand in the
// verdict, and nothing is sent beside it.
func TestScoresWhereWeWereTakenAlong(t *testing.T) {
	t.Parallel()
	b := start(t, func(c *Config) { c.Notes = &notestest.Notes{} }, func(_ context.Context, e bot.Event) ([]bot.Message, error) {
		board := scores(4)
		board.Scoreboard.Closed = e.Command == "stop"
		return []bot.Message{{Text: "Genoteerd.", Private: true}, {Text: "<b>Goed.</b>\n\nWat is retentie?"}, board}, nil
	})
	anna, chat := b.User("Anna"), discordtest.Channel{ID: "77", Together: true}
	for command, want := range map[string]string{
		"quiz": "**Goed.**\n*Stand · CRM: Bram · 4*\n\nWat is retentie?", "stop": "**Goed.**\n\nWat is retentie?",
	} {
		b.Slash(chat, anna, command, "")
		b.hears("Genoteerd.")
		b.hears(want)
	}
	class := b.Guild()
	b.Forbid(class, discordtest.SendMessages)
	b.Slash(class, anna, "quiz", "")
	b.hears("Genoteerd.")
	b.hears("**Goed.**\n*Stand · CRM: Bram · 4*\n\nWat is retentie?")
	if n := b.Count("/channels/"); n != 0 {
		t.Errorf("%d requests to a channel in which we aren't", n)
	}
}
