package main

import (
	"strings"
	"testing"

	"github.com/overhoor/overhoor/adapters/telegram/telegramtest"
)

// What is amiss at Telegram is told beside what is chosen there.
func TestCheckTellsOfTelegram(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		elsewhere string
		code      int
		says      []string
	}{
		"well":      {"", 0, []string{"privacy mode is on", "1 updates wait for overhoor run", "we are @" + telegramtest.Name, "all is well"}},
		"a webhook": {"https://other.example/path", 1, []string{"telegram: a webhook is set at other.example", "1 to mend"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := telegramtest.New(t)
			s.Say(telegramtest.Private(anna), anna, "hoi")
			if tt.elsewhere != "" {
				s.Elsewhere(tt.elsewhere)
			}
			env := map[string]string{
				"OVERHOOR_DATA": t.TempDir(), "OVERHOOR_TELEGRAM_TOKEN": s.Token, "OVERHOOR_TELEGRAM_API_URL": s.URL,
			}
			var out lockedBuffer
			w := &world{in: strings.NewReader(""), out: &out, err: &out, env: func(name string) (string, bool) {
				value, ok := env[name]
				return value, ok
			}}
			if code := overhoor(t.Context(), []string{"check"}, w); code != tt.code {
				t.Errorf("ended with %d", code)
			}
			for _, want := range tt.says {
				if !strings.Contains(out.String(), want) {
					t.Errorf("%q isn't in\n%s", want, out.String())
				}
			}
		})
	}
}
