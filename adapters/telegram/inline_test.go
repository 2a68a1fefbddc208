package telegram

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"testing"

	"github.com/overhoor/overhoor/adapters/telegram/telegramtest"
	"github.com/overhoor/overhoor/bot"
)

// shop offers three things at a time, of seven.
func shop(_ context.Context, query, lang string, offset int) ([]bot.Offer, int) {
	var all []bot.Offer
	for i := offset; i < min(offset+3, 7); i++ {
		all = append(all, bot.Offer{
			ID: "card_" + strconv.Itoa(i), Title: query + " " + lang, About: "deck", Link: "card_" + strconv.Itoa(i),
			Text: bot.Text("<b>Which &amp; what " + strconv.Itoa(i) + "?</b>"), Label: "Answer it",
		})
	}
	if offset+3 >= 7 {
		return all, 0
	}
	return all, offset + 3
}

// Who types the bot's name in any chat chooses what to pass on, page by page,
// with a link to just that.
func TestInline(t *testing.T) { bothWays(t, testInline) }

func testInline(t *testing.T, s *telegramtest.Server) {
	run(t, s, says(), func(c *Config) { c.Offer = shop })
	seen, offset := 0, ""
	for pages := 1; ; pages++ {
		found := s.Look(t.Context(), bram, "crm <b>", offset)
		if !found.Personal || len(found.Results) == 0 {
			t.Fatalf("offered %+v", found)
		}
		for _, r := range found.Results {
			want := telegramtest.Button{Label: "Answer it", URL: "https://t.me/" + telegramtest.Name + "?start=card_" + strconv.Itoa(seen)}
			if r.Title != "crm <b> en-GB" || r.About != "deck" || r.Sent.Text != "Which & what "+strconv.Itoa(seen)+"?" ||
				len(r.Sent.Buttons) != 1 || r.Sent.Buttons[0][0] != want {
				t.Errorf("offered %+v", r)
			}
			seen++
		}
		if offset = found.Next; offset == "" {
			if pages != 3 || seen != 7 {
				t.Errorf("%d on %d pages", seen, pages)
			}
			break
		}
	}
	s.Confirmed(t.Context())
	if got := s.Unread(); len(got) > 0 {
		t.Errorf("said %+v", got)
	}
}

// What is looked for isn't logged, strange offsets begin at the front, and who
// panics or offers nothing leaves the others alone.
func TestInlineFaults(t *testing.T) { bothWays(t, testInlineFaults) }

func testInlineFaults(t *testing.T, s *telegramtest.Server) {
	b := run(t, s, echo, func(c *Config) {
		c.Offer = func(ctx context.Context, query, lang string, offset int) ([]bot.Offer, int) {
			switch query {
			case "panic":
				panic(errors.New("oh"))
			case "nothing":
				return nil, 0
			case "empty":
				return []bot.Offer{{ID: "a"}}, 0
			}
			return shop(ctx, query, lang, offset)
		}
	})
	s.Deliver("inline_query", map[string]any{"id": "1", "from": map[string]any{"id": 12}, "query": "panic", "offset": ""})
	for query, want := range map[string]int{"nothing": 0, "empty": 0, "secret": 3} {
		if found := s.Look(t.Context(), anna, query, "x"); len(found.Results) != want {
			t.Errorf("%s: offered %+v", query, found)
		}
	}
	s.Fail("answerInlineQuery", telegramtest.BadRequest("query is too old"))
	s.Deliver("inline_query", map[string]any{"id": "2", "from": map[string]any{"id": 12}, "query": "secret", "offset": ""})
	s.Say(telegramtest.Private(anna), anna, "hoi")
	s.Next(t.Context())
	s.Confirmed(t.Context())
	if log := b.log.String(); !strings.Contains(log, "panic") || strings.Contains(log, "secret") || strings.Contains(log, "too old") {
		t.Errorf("the log is\n%s", log)
	}
}

// A message can have a button to pass something on: by inline mode, or by a
// link where that is off.
func TestShare(t *testing.T) {
	for _, off := range []bool{false, true} {
		s := telegramtest.New(t)
		s.NoInline = off
		run(t, s, says(bot.Message{Text: "Together?", Share: &bot.Share{Label: "Share CRM", Query: "crm", Link: "deck_crm"}}), nil)
		s.Say(telegramtest.Private(anna), anna, "/share")
		want := telegramtest.Button{Label: "Share CRM", Share: "crm"}
		if off {
			want = telegramtest.Button{Label: "Share CRM", URL: "https://t.me/share/url?url=https%3A%2F%2Ft.me%2Foverhoor_test_bot%3Fstart%3Ddeck_crm"}
		}
		if m := s.Next(t.Context()); len(m.Buttons) != 1 || m.Buttons[0][0] != want {
			t.Errorf("said %+v", m)
		}
	}
}
