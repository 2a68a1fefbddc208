package bot_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/scheduler"
)

// TestCarried writes reviews and reads them, in their order, and those that were
// written one by one.
func TestCarried(t *testing.T) {
	at := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	var all bot.Carried
	for i := range 5 {
		all = append(all, bot.Pending{Event: fmt.Sprint("e", i/2), Learner: bot.Learner(fmt.Sprint("console:lid ", i)), Deck: "crm",
			Card: fmt.Sprint("c", i/4), Rating: scheduler.Rating(i%4 + 1), At: at})
	}
	all[4].Undo = "e0"
	written, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	old, err := json.Marshal([]bot.Pending(all))
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range [][]byte{written, old} {
		var got bot.Carried
		if err := json.Unmarshal(b, &got); err != nil || !reflect.DeepEqual(got, all) {
			t.Errorf("%s is read as %+v, %v", b, got, err)
		}
	}
	for _, bad := range []string{`[{"of":["3"]}]`, `[{"of":["x console:a"]}]`, `{}`} {
		var got bot.Carried
		if err := json.Unmarshal([]byte(bad), &got); err == nil {
			t.Errorf("%s is read as %+v", bad, got)
		}
	}
}
