package bot_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/overhoor/overhoor/bot"
)

// Whatever members call themselves and type, in no mode does what we say hold a
// sign that calls somebody, or markup that isn't ours.
func TestNobodyIsCalled(t *testing.T) {
	names := []string{"@everyone", "<@123> <b>Bram", "@anna @bram"}
	for _, mode := range []string{"", " together", " everyone", " choice", " teams", " exam"} {
		w := newWorld(t)
		w.strangers = true
		say := func(i int, line string) {
			e := w.event(fmt.Sprintf("p%d@klas", i), line)
			e.Direct, e.From.Name = true, names[i]
			for _, m := range w.handle(e) {
				text := m.Text + m.Aloud
				for _, row := range m.Buttons {
					for _, b := range row {
						text += bot.Escape(b.Label)
					}
				}
				if strings.Contains(string(text), "@") || strings.Contains(string(text), "<b>Bram") {
					t.Errorf("%q after %q: %q", names[i], line, text)
				}
			}
		}
		say(0, "/quiz crm"+mode)
		for range 6 {
			for i := range names {
				for _, line := range []string{"/team 1", "/begin", "@everyone", "herhaalaankopen", "klanten houden", "identificatie", "/undo"} {
					say(i, line)
				}
			}
			say(1, "/hint")
			say(1, "/skip")
			say(0, "/skip")
		}
		say(0, "/quiz @everyone")
		say(0, "/stop")
	}
}
