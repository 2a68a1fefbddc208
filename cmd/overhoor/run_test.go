package main

import (
	"strings"
	"testing"

	"github.com/overhoor/overhoor/adapters/telegram/telegramtest"
	"github.com/overhoor/overhoor/bot/state/redistest"
)

var anna = telegramtest.User{ID: 11, Name: "Anna", Lang: "nl"}

// answers are the right ones to the cards of weather.
var answers = map[string]string{
	"Welke wolk brengt onweer?":           "cumulonimbus",
	"Hoe heet de wind van zee naar land?": "zeewind",
	"Waarmee meet je luchtdruk?":          "barometer",
}

// answer finds the right answer to the card that a message asks.
func answer(t *testing.T, text string) string {
	t.Helper()
	for front, back := range answers {
		if strings.Contains(text, front) {
			return back
		}
	}
	t.Fatalf("no card is asked in %q", text)
	return ""
}

func TestARoundOnTelegram(t *testing.T) {
	t.Parallel()
	s := serve(t, "2026-11-24T12:00:00+01:00")
	chat := telegramtest.Private(anna)
	s.telegram.Say(chat, anna, "/start")
	s.onTelegram(chat, "Hoi Anna")
	s.telegram.Say(chat, anna, "/quiz weer")
	for _, of := range []string{"1 van 3", "2 van 3", "3 van 3"} {
		question := s.onTelegram(chat, of)
		if of == "2 van 3" {
			s.telegram.Press(question, "Hint")
			s.onTelegram(chat, "Hint:")
		}
		s.telegram.Say(chat, anna, answer(t, question.Text))
		s.onTelegram(chat, "Goed.")
	}
	s.onTelegram(chat, "3 van 3 goed")
	if log := s.log.String(); !strings.Contains(strings.SplitN(log, "\n", 2)[0], "embedded store") {
		t.Errorf("the first line doesn't say that the embedded store serves:\n%s", log)
	}
}

// A button under a card that is over says so, however old its message is; one
// that is pressed twice does nothing twice.
func TestOldButtonsExplainThemselves(t *testing.T) {
	t.Parallel()
	s := serve(t, "2026-11-24T12:00:00+01:00")
	chat := telegramtest.Private(anna)
	s.telegram.Say(chat, anna, "/quiz weer")
	old := s.onTelegram(chat, "1 van 3")
	s.telegram.Say(chat, anna, answer(t, old.Text))
	s.onTelegram(chat, "Goed.")
	s.onTelegram(chat, "2 van 3")
	s.telegram.Press(old, "Hint")
	s.onTelegram(chat, "al geweest")
	s.telegram.PressOld(old, anna, old.Buttons[0][1].Data)
	s.onTelegram(chat, "al geweest")
	s.telegram.Delete(chat, old.ID)
	s.telegram.Press(old, "Overslaan")
	s.onTelegram(chat, "al geweest")
	s.telegram.Say(chat, anna, "/stats")
	s.onTelegram(chat, "1 van 3")
}

// A quiz that began with polling goes on with a webhook.
func TestARoundByWebhook(t *testing.T) {
	t.Parallel()
	s := serve(t, "2026-11-24T12:00:00+01:00")
	chat := telegramtest.Private(anna)
	s.telegram.Say(chat, anna, "/quiz weer")
	question := s.onTelegram(chat, "1 van 3")
	s.stop()

	s.env["OVERHOOR_TELEGRAM_WEBHOOK_URL"] = "https://quiz.example/telegram"
	s.env["OVERHOOR_TELEGRAM_WEBHOOK_LISTEN"] = s.behind()
	s.env["OVERHOOR_TELEGRAM_WEBHOOK_SECRET"] = "the-secret"
	stop := s.start()
	defer stop()
	s.telegram.Say(chat, anna, answer(t, question.Text))
	s.onTelegram(chat, "Goed.")
	s.telegram.Say(chat, anna, answer(t, s.onTelegram(chat, "2 van 3").Text))
	s.onTelegram(chat, "Goed.")
	if strings.Contains(s.log.String(), "the-secret") {
		t.Errorf("the log tells the secret:\n%s", s.log.String())
	}
}

// Behind one webhook two processes share a quiz. Each answer of theirs to Telegram
// gets lost once, so that every update comes to both: it counts once.
func TestTwoProcessesBehindAWebhook(t *testing.T) {
	t.Parallel()
	s := serve(t, "2026-11-24T12:00:00+01:00", redistest.Server(t))
	s.stop()
	s.env["OVERHOOR_TELEGRAM_WEBHOOK_URL"] = "https://quiz.example/telegram"
	for n := range 2 {
		s.env["OVERHOOR_TELEGRAM_WEBHOOK_LISTEN"] = s.behind()
		defer s.start()()
		s.telegram.AwaitRequests(s.ctx, "setWebhook", n+1)
	}
	chat := telegramtest.Private(anna)
	s.telegram.Say(chat, anna, "/quiz weer")
	for _, of := range []string{"1 van 3", "2 van 3", "3 van 3"} {
		question := s.onTelegram(chat, of)
		s.telegram.Confirmed(s.ctx)
		s.telegram.Forget(1)
		s.telegram.Say(chat, anna, answer(t, question.Text))
		s.onTelegram(chat, "Goed.")
	}
	s.onTelegram(chat, "3 van 3 goed")
	s.telegram.Confirmed(s.ctx)
	s.telegram.Say(chat, anna, "/stats")
	s.onTelegram(chat, "3 van 3")
}

// A card that somebody passes on in any chat is asked in private.
func TestACardIsPassedOn(t *testing.T) {
	t.Parallel()
	s := serve(t, "2026-11-24T12:00:00+01:00")
	found := s.telegram.Look(s.ctx, anna, "luchtdrukk", "")
	if len(found.Results) != 1 || !strings.Contains(found.Results[0].Sent.Text, "luchtdruk") {
		t.Fatalf("offered %+v", found)
	}
	_, link, _ := strings.Cut(found.Results[0].Sent.Buttons[0][0].URL, "?start=")
	chat := telegramtest.Private(anna)
	s.telegram.Say(chat, anna, "/start "+link)
	s.onTelegram(chat, "Waarmee meet je luchtdruk?")
	s.telegram.Say(chat, anna, "barometer")
	s.onTelegram(chat, "Goed.")
}

func TestARoundOnDiscord(t *testing.T) {
	t.Parallel()
	s := serve(t, "2026-11-24T12:00:00+01:00")
	user := s.discord.User("Bram")
	dm := s.discord.DM(user)
	s.discord.Complete(dm, user, "quiz", "we")
	if m := s.discord.Next(s.ctx); len(m.Choices) == 0 || m.Choices[0].Value != "weer" {
		t.Errorf("completed by %+v", m.Choices)
	}
	s.discord.Slash(dm, user, "quiz", "weer")
	for _, of := range []string{"1 van 3", "2 van 3", "3 van 3"} {
		question := s.onDiscord(of)
		s.discord.Say(dm, user, answer(t, question.Text))
		s.onDiscord("Goed.")
	}
	s.onDiscord("3 van 3 goed")
}

func TestARaceOnDiscordIsAnsweredByForm(t *testing.T) {
	t.Parallel()
	s := serve(t, "2026-11-24T12:00:00+01:00")
	user, class := s.discord.User("Bram"), s.discord.Guild()
	s.discord.Slash(class, user, "quiz", "weer")
	question := s.onDiscord("1 van 3")
	s.discord.Press(question, user, question.Labels()[0])
	s.discord.Submit(s.onDiscord(""), user, answer(t, question.Text))
	s.onDiscord("Bram")
}

func TestTelegramAndDiscordShareOneMemory(t *testing.T) {
	t.Parallel()
	s := serve(t, "2026-11-24T12:00:00+01:00")
	chat := telegramtest.Private(anna)
	s.telegram.Say(chat, anna, "/quiz weer")
	s.telegram.Say(chat, anna, answer(t, s.onTelegram(chat, "1 van 3").Text))
	s.onTelegram(chat, "Goed.")
	s.telegram.Say(chat, anna, "/stop")
	s.telegram.Say(chat, anna, "/link")
	words := strings.Fields(s.onTelegram(chat, "/link ").Text)
	code := ""
	for i, word := range words {
		if strings.HasSuffix(word, "/link") && i+1 < len(words) {
			code = strings.Trim(words[i+1], ".,")
		}
	}

	user := s.discord.User("Anna")
	dm := s.discord.DM(user)
	s.discord.Slash(dm, user, "stats", "")
	s.discord.Next(s.ctx)
	s.discord.Slash(dm, user, "link", code)
	s.discord.Next(s.ctx)
	s.discord.Slash(dm, user, "stats", "")
	s.onDiscord("1 van 3")
	s.discord.Slash(dm, user, "quiz", "weer")
	s.discord.Say(dm, user, answer(t, s.onDiscord("1 van 2").Text))
	s.onDiscord("Goed.")
	s.telegram.Say(chat, anna, "/stats")
	s.onTelegram(chat, "2 van 3")

	// Her cards come where she asked for them.
	s.telegram.Say(chat, anna, "/daily 07:00")
	s.onTelegram(chat, "07:00")
	s.discord.Slash(dm, user, "daily", "08:00")
	s.onDiscord("08:00")
	s.setClock("2026-11-25T08:00:00+01:00")
	s.onDiscord("Goedemorgen Anna")
	s.telegram.Say(chat, anna, "/stats")
	if m := s.telegram.NextIn(s.ctx, chat); !strings.Contains(m.Text, "2 van 3") {
		t.Errorf("Telegram says %q before what was asked there", m.Text)
	}
}

// The clock is moved to a second before the hour: then Bram's push, a minute
// earlier, is sent and Anna's is not.
func TestPushesComeAtTheSetMinuteAcrossClockChanges(t *testing.T) {
	for _, tt := range []struct {
		name, begin string
		days        [][2]string // a second before Anna's hour, and her hour
	}{
		{"October", "2026-10-24T12:00:00+02:00", [][2]string{
			{"2026-10-25T07:59:59+01:00", "2026-10-25T08:00:00+01:00"},
			{"2026-10-26T07:59:59+01:00", "2026-10-26T08:00:00+01:00"},
		}},
		{"March", "2027-03-27T12:00:00+01:00", [][2]string{
			{"2027-03-28T07:59:59+02:00", "2027-03-28T08:00:00+02:00"},
			{"2027-03-29T07:59:59+02:00", "2027-03-29T08:00:00+02:00"},
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, tt.begin)
			chat := telegramtest.Private(anna)
			s.telegram.Say(chat, anna, "/quiz weer")
			question := s.onTelegram(chat, "1 van 3")
			s.telegram.Say(chat, anna, "/daily 08:00")
			s.onTelegram(chat, "08:00")

			user := s.discord.User("Bram")
			dm := s.discord.DM(user)
			s.discord.Slash(dm, user, "quiz", "weer")
			s.onDiscord("1 van 3")
			s.discord.Slash(dm, user, "daily", "07:59")
			s.onDiscord("07:59")

			for _, day := range tt.days {
				s.setClock(day[0])
				push := s.onDiscord("Goedemorgen Bram")
				if early := s.telegram.Unread(); len(early) > 0 {
					t.Errorf("at %s Anna got %q", day[0], early[0].Text)
				}
				s.discord.Say(dm, user, answer(t, push.Text))
				s.onDiscord("Goed.")
				s.setClock(day[1])
				question = s.onTelegram(chat, "Goedemorgen Anna")
			}
			s.telegram.Say(chat, anna, answer(t, question.Text))
			s.onTelegram(chat, "Goed.")
			s.stop()
			for _, m := range append(s.telegram.Unread(), question) {
				if m.ID != question.ID && strings.Contains(m.Text, "Goedemorgen") {
					t.Errorf("pushed once too often: %q", m.Text)
				}
			}
		})
	}
}

// A group's card of the day comes at its hour on both platforms, when one of
// its admins asked for it, and the answer in the evening.
func TestACardOfTheDayInGroups(t *testing.T) {
	t.Parallel()
	s := serve(t, "2026-10-24T12:00:00+02:00")
	class := telegramtest.Group(-30)
	s.telegram.Say(class, anna, "/daily 08:30 weer")
	s.onTelegram(class, "alleen een beheerder")
	s.telegram.Appoint(class, anna)
	s.telegram.Say(class, anna, "/daily 08:30 weer")
	s.onTelegram(class, "Elke dag om 08:30")

	bram, eva := s.discord.User("Bram"), s.discord.User("Eva")
	guild := s.discord.Guild()
	s.discord.Slash(guild, bram, "daily", "08:30 weer")
	if said := s.onDiscord("alleen een beheerder"); !said.Private {
		t.Errorf("told to all: %+v", said)
	}
	eva.Permissions = "32"
	s.discord.Slash(guild, eva, "daily", "08:30 weer")
	s.onDiscord("Elke dag om 08:30")

	s.setClock("2026-10-25T08:30:00+01:00")
	asked := s.onTelegram(class, "Kaart van de dag")
	s.telegram.Reply(asked, anna, answer(t, asked.Text))
	s.onTelegram(class, "Genoteerd, Anna.") // all read it there
	card := s.onDiscord("Kaart van de dag")
	s.discord.Press(card, bram, "Antwoord")
	s.discord.Submit(s.onDiscord("?"), bram, answer(t, card.Text))
	if said := s.onDiscord("Goed, Bram."); !said.Private {
		t.Errorf("told to all: %+v", said)
	}
	s.discord.Press(card, bram, "Doe mee")
	s.onDiscord("Je doet mee")

	s.setClock("2026-10-25T19:00:00+01:00")
	s.onTelegram(class, "1 van 1 goed: Anna.")
	s.onDiscord("1 van 1 goed: Bram.")
	s.discord.Slash(s.discord.DM(bram), bram, "stats", "")
	s.onDiscord("1 van 3")
	s.stop()
	for _, m := range s.telegram.Unread() {
		t.Errorf("told once too often: %q", m.Text)
	}
}

func TestTwoProcessesShareTheWork(t *testing.T) {
	t.Parallel()
	s := serve(t, "2026-11-24T12:00:00+01:00", redistest.Server(t))
	chat := telegramtest.Private(anna)
	s.telegram.Say(chat, anna, "/quiz weer")
	s.onTelegram(chat, "1 van 3")
	s.telegram.Say(chat, anna, "/daily 08:00")
	s.onTelegram(chat, "08:00")
	stop := s.start()
	defer stop()
	s.setClock("2026-11-25T08:00:00+01:00")
	push := s.onTelegram(chat, "Goedemorgen Anna")

	s.stop() // the other takes over on both platforms
	s.telegram.Say(chat, anna, answer(t, push.Text))
	s.onTelegram(chat, "Goed.")
	s.discord.Connected(s.ctx, 2, 0)
	user := s.discord.User("Bram")
	s.discord.Slash(s.discord.DM(user), user, "quiz", "weer")
	s.onDiscord("1 van 3")
	stop()
	for _, m := range s.telegram.Unread() {
		if strings.Contains(m.Text, "Goedemorgen") {
			t.Errorf("pushed twice: %q", m.Text)
		}
	}
}

func TestTwoProcessesShareTheShards(t *testing.T) {
	t.Parallel()
	s := serve(t, "2026-11-24T12:00:00+01:00", redistest.Server(t))
	s.stop()
	s.env["OVERHOOR_DISCORD_TOKEN"] += "2" // nobody has agreed on anything for it
	s.discord.Token += "2"
	s.env["OVERHOOR_DISCORD_SHARDS"] = "2"
	one, two := s.start(), s.start()
	defer two()
	s.discord.Serving(s.ctx, 2)
	one()
	s.discord.Serving(s.ctx, 2)
	user := s.discord.User("Bram")
	for shard := range 2 {
		s.discord.Slash(s.discord.GuildOn(shard, 2), user, "quiz", "weer")
		s.onDiscord("1 van 3")
	}
	if n := s.discord.Doubled(); n != 0 {
		t.Errorf("a shard was served twice at once, %d times", n)
	}
}

func TestARefusedTokenEndsTheRun(t *testing.T) {
	t.Parallel()
	telegram := telegramtest.New(t)
	var out lockedBuffer
	w := &world{in: strings.NewReader(""), out: &out, err: &out, env: func(name string) (string, bool) {
		value, ok := map[string]string{
			"OVERHOOR_DATA":             t.TempDir(),
			"OVERHOOR_TELEGRAM_TOKEN":   "1:not-a-token-of-this-server",
			"OVERHOOR_TELEGRAM_API_URL": telegram.URL,
		}[name]
		return value, ok
	}}
	if code := overhoor(t.Context(), []string{"run"}, w); code != 1 || strings.Contains(out.String(), "not-a-token") {
		t.Errorf("ended with %d and said:\n%s", code, out.String())
	}
	telegram.Complaints()
}
