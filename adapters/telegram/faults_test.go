package telegram

import (
	"strings"
	"testing"
	"time"

	"github.com/overhoor/overhoor/adapters/telegram/telegramtest"
)

const hookURL = "https://quiz.example/telegram"

// Each usual mistake is told with what to do.
func TestFaults(t *testing.T) {
	recent := noon.Add(-time.Minute).Unix()
	for name, test := range map[string]struct {
		webhook bool
		amiss   func(s *telegramtest.Server)
		fault   string // the only one, or ""
		notes   []string
	}{
		"well": {amiss: func(*telegramtest.Server) {}, notes: []string{"privacy mode is on"}},
		"chosen otherwise": {
			amiss: func(s *telegramtest.Server) { s.ReadsAll, s.NoInline, s.NoGroups = true, true, true },
			notes: []string{"privacy mode is off", "inline mode is off", "can't be taken into groups"},
		},
		"updates wait": {
			amiss: func(s *telegramtest.Server) { s.Say(telegramtest.Private(anna), anna, "hoi") },
			notes: []string{"privacy mode is on", "1 updates wait"},
		},
		"a webhook while polling": {
			amiss: func(s *telegramtest.Server) { s.Elsewhere("https://other.example/secret") },
			fault: "a webhook is set at other.example, and telegram.webhook.url is empty", notes: []string{"privacy"},
		},
		"not set yet": {webhook: true, amiss: func(*telegramtest.Server) {}, notes: []string{"privacy", "isn't set yet"}},
		"the webhook of another": {
			webhook: true, amiss: func(s *telegramtest.Server) { s.Elsewhere("https://other.example/secret") },
			fault: "set at other.example and not at telegram.webhook.url", notes: []string{"privacy"},
		},
		"a webhook that is well": {
			webhook: true, amiss: func(s *telegramtest.Server) { s.Elsewhere(hookURL); s.Troubled(recent-7200, "Wrong response") },
			notes: []string{"privacy"},
		},
		"a secret that differs": {
			webhook: true,
			amiss: func(s *telegramtest.Server) {
				s.Elsewhere(hookURL)
				s.Troubled(recent, "Wrong response from the webhook: 401 Unauthorized")
			},
			fault: "at 11:59 UTC: Wrong response from the webhook: 401 Unauthorized: give all processes the same telegram.webhook.secret", notes: []string{"privacy"},
		},
		"a proxy that reaches nobody": {
			webhook: true,
			amiss: func(s *telegramtest.Server) {
				s.Elsewhere(hookURL)
				s.Troubled(recent, "Wrong response from the webhook: 502 Bad Gateway")
			},
			fault: "telegram.webhook.listen", notes: []string{"privacy"},
		},
		"many wait": {
			webhook: true,
			amiss: func(s *telegramtest.Server) {
				s.Elsewhere(hookURL)
				for range backlog {
					s.Say(telegramtest.Private(anna), anna, "hoi")
				}
			},
			fault: "100 updates wait for the webhook", notes: []string{"privacy"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := telegramtest.New(t)
			s.Webhook = test.webhook
			test.amiss(s)
			b := build(t, s, nil)
			b.adapter.glance = 0
			faults, notes, err := b.adapter.Faults(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if all := strings.Join(faults, "\n"); len(faults) > 1 || !strings.Contains(all, test.fault) || (all == "") != (test.fault == "") || strings.Contains(all, "secret\"") {
				t.Errorf("faults %q, want %q", faults, test.fault)
			}
			for i, want := range test.notes {
				if len(notes) != len(test.notes) || !strings.Contains(notes[i], want) {
					t.Errorf("notes %q, want %q", notes, test.notes)
				}
			}
		})
	}
}

// Another program that polls is noticed, and loses nothing by it.
func TestFaultsWithAnotherPoller(t *testing.T) {
	s := telegramtest.New(t)
	run(t, s, echo, nil)
	s.AwaitRequests(t.Context(), "getUpdates", 1)
	faults, _, err := build(t, s, nil).adapter.Faults(t.Context())
	if err != nil || len(faults) != 1 || !strings.Contains(faults[0], "a program polls with this token") {
		t.Errorf("faults %q, %v", faults, err)
	}
	s.Say(telegramtest.Private(anna), anna, "hoi")
	s.Next(t.Context())
	s.Confirmed(t.Context())
}

// Every error of a webhook has its advice.
func TestAdvice(t *testing.T) {
	for why, want := range map[string]string{
		"Wrong response from the webhook: 404 Not Found":                     "path",
		"SSL error {error:0A000086:SSL routines::certificate verify failed}": "certificate",
		"Failed to resolve host: Name or service not known":                  "DNS",
		"Connection timed out": "from outside",
	} {
		if got := advice(why); !strings.Contains(got, want) {
			t.Errorf("%s: %s", why, got)
		}
	}
}
