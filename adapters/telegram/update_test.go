package telegram

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/overhoor/overhoor/bot"
)

func TestEvent(t *testing.T) {
	me := user{ID: 99, Username: "Overhoor_bot"}
	const who = `"from":{"id":1,"first_name":"Eva","username":"eva1"}`
	const private = `"chat":{"id":1,"type":"private"}`
	const class = `"chat":{"id":-5,"type":"supergroup"}`
	eva := bot.Person{Account: bot.Account{Platform: "telegram", ID: "1"}, Name: "Eva", Handle: "eva1"}
	home := bot.Place{Platform: "telegram", Chat: "1"}
	group := bot.Place{Platform: "telegram", Chat: "-5", Group: true}

	for name, test := range map[string]struct {
		update string
		want   *bot.Event // nil when it isn't for us
	}{
		"deep link": {
			`"message":{"message_id":3,` + who + `,` + private + `,"text":"/start a-B_9"}`,
			&bot.Event{Place: home, From: eva, Command: "start", Text: "a-B_9"},
		},
		"deck link": {
			`"message":{"message_id":3,` + who + `,` + private + `,"text":"/start deck_crm"}`,
			&bot.Event{Place: home, From: eva, Command: "start", Text: "crm"},
		},
		"deck link to a group": {
			`"message":{"message_id":3,` + who + `,` + class + `,"text":"/start@Overhoor_bot deck_crm"}`,
			&bot.Event{Place: group, From: eva, Command: "start", Text: "crm"},
		},
		"a deck's name that looks like a link": {
			`"message":{"message_id":3,` + who + `,` + private + `,"text":"/quiz deck_crm"}`,
			&bot.Event{Place: home, From: eva, Command: "quiz", Text: "deck_crm"},
		},
		"an admin behind his group": {
			`"message":{"message_id":3,"from":{"id":1087968824,"is_bot":true,"username":"GroupAnonymousBot"},"sender_chat":{"id":-5,"type":"supergroup","title":"Klas"},` + class + `,"text":"/daily 08:30"}`,
			&bot.Event{Place: group, From: bot.Person{Account: bot.Account{Platform: "telegram", ID: "-5"}, Name: "Klas", Admin: true}, Command: "daily", Text: "08:30"},
		},
		"somebody behind his channel": {
			`"message":{"message_id":3,"from":{"id":136817688,"is_bot":true},"sender_chat":{"id":-6,"type":"channel"},` + class + `,"text":"/daily 08:30"}`, nil,
		},
		"a channel's post": {
			`"message":{"message_id":3,"from":{"id":777000},"sender_chat":{"id":-6,"type":"channel"},` + class + `,"text":"/daily 08:30"}`, nil,
		},
		"a message that was edited": {
			`"edited_message":{"message_id":3,` + who + `,` + private + `,"text":"a"}`, nil,
		},
		"an answer with its time": {
			`"message":{"message_id":3,"date":1795600000,` + who + `,` + class + `,"text":"a"}`,
			&bot.Event{Sent: time.Unix(1795600000, 0).UTC(), Place: group, From: eva, Text: "a"},
		},
		"command over lines": {
			`"message":{"message_id":3,` + who + `,` + private + `,"text":"/QUIZ\nmy deck"}`,
			&bot.Event{Place: home, From: eva, Command: "quiz", Text: "my deck"},
		},
		"an answer that begins with a slash": {
			`"message":{"message_id":3,` + who + `,` + private + `,"text":"/ of /a-b"}`,
			&bot.Event{Place: home, From: eva, Text: "/ of /a-b"},
		},
		"mention behind an emoji": {
			`"message":{"message_id":3,` + who + `,` + class + `,"text":"🎓🎓 @overhoor_bot é rome","entities":[{"type":"mention","offset":5,"length":13}]}`,
			&bot.Event{Place: group, From: eva, Text: "🎓🎓  é rome", Direct: true},
		},
		"mention before a command": {
			`"message":{"message_id":3,` + who + `,` + class + `,"text":"@overhoor_bot /quiz x","entities":[{"type":"mention","offset":0,"length":13}]}`,
			&bot.Event{Place: group, From: eva, Command: "quiz", Text: "x", Direct: true},
		},
		"mention of another, and entities that lie": {
			`"message":{"message_id":3,` + who + `,` + class + `,"text":"@eva1 a","entities":[{"type":"mention","offset":0,"length":5},{"type":"mention","offset":3,"length":500},{"type":"mention","offset":-3,"length":2}]}`,
			&bot.Event{Place: group, From: eva, Text: "@eva1 a"},
		},
		"reply to us": {
			`"message":{"message_id":3,` + who + `,` + class + `,"text":"a","reply_to_message":{"message_id":2,"from":{"id":99}}}`,
			&bot.Event{Place: group, From: eva, Text: "a", ReplyTo: "2", Direct: true},
		},
		"reply to what we said": {
			`"message":{"message_id":3,` + who + `,` + private + `,"text":"/card a","quote":{"text":"part"},"reply_to_message":{"message_id":2,"from":{"id":99},"text":"ours"}}`,
			&bot.Event{Place: home, From: eva, Command: "card", Text: "a", ReplyTo: "2"},
		},
		"reply to what another said": {
			`"message":{"message_id":3,` + who + `,` + class + `,"text":"/card a","reply_to_message":{"message_id":2,"from":{"id":98},"text":"theirs"}}`,
			&bot.Event{Place: group, From: eva, Command: "card", Text: "a", ReplyTo: "2", Quoted: "theirs"},
		},
		"reply to a part of a picture's caption": {
			`"message":{"message_id":3,` + who + `,` + private + `,"text":"/card a","quote":{"text":"part"},"reply_to_message":{"message_id":2,"from":{"id":98},"caption":"the part"}}`,
			&bot.Event{Place: home, From: eva, Command: "card", Text: "a", ReplyTo: "2", Quoted: "part"},
		},
		"reply to a picture's caption": {
			`"message":{"message_id":3,` + who + `,` + private + `,"text":"/card a","reply_to_message":{"message_id":2,"from":{"id":98},"caption":"theirs"}}`,
			&bot.Event{Place: home, From: eva, Command: "card", Text: "a", ReplyTo: "2", Quoted: "theirs"},
		},
		"reply to what was said elsewhere": {
			`"message":{"message_id":3,` + who + `,` + private + `,"text":"/card a","quote":{"text":"there"},"external_reply":{"origin":{}}}`,
			&bot.Event{Place: home, From: eva, Command: "card", Text: "a", Quoted: "there"},
		},
		"reply to another, in a chain": {
			`"message":{"message_id":3,"message_thread_id":2,` + who + `,` + class + `,"text":"a","reply_to_message":{"message_id":2,"from":{"id":98}}}`,
			&bot.Event{Place: group, From: eva, Text: "a", ReplyTo: "2"},
		},
		"button": {
			`"callback_query":{"id":"7",` + who + `,"data":"/mark r1.2 3","message":{"message_id":3,"date":9,` + class + `}}`,
			&bot.Event{Place: group, From: eva, Command: "mark", Text: "r1.2 3", Pressed: true, Direct: true},
		},
		"button out of reach": {
			`"callback_query":{"id":"7",` + who + `,"data":"/mark","message":{"message_id":3,"date":0,` + private + `}}`,
			&bot.Event{Place: home, From: eva, Command: "mark", Pressed: true},
		},
		"button of an inline message": {`"callback_query":{"id":"7",` + who + `,"data":"/a","inline_message_id":"x"}`, nil},
		"button of a game":            {`"callback_query":{"id":"7",` + who + `,"game_short_name":"x","message":{"message_id":3,` + private + `}}`, nil},
		"another bot's command":       {`"message":{"message_id":3,` + who + `,` + class + `,"text":"/quiz@other_bot x"}`, nil},
		"only our name":               {`"message":{"message_id":3,` + who + `,` + class + `,"text":"@overhoor_bot","entities":[{"type":"mention","offset":0,"length":13}]}`, nil},
		"a picture":                   {`"message":{"message_id":3,` + who + `,` + private + `,"caption":"/quiz"}`, nil},
		"a file": {
			`"message":{"message_id":3,` + who + `,` + private + `,"document":{"file_id":"B1","file_name":"a.ics","file_size":7}}`,
			&bot.Event{Place: home, From: eva, File: &bot.File{Name: "a.ics", Size: 7}},
		},
		"a file with a command": {
			`"message":{"message_id":3,` + who + `,` + class + `,"caption":"@overhoor_bot /daily ics","caption_entities":[{"type":"mention","offset":0,"length":13}],"document":{"file_id":"B1"}}`,
			&bot.Event{Place: group, From: eva, Command: "daily", Text: "ics", Direct: true, File: &bot.File{}},
		},
		"a bot":              {`"message":{"message_id":3,"from":{"id":2,"is_bot":true},` + class + `,"text":"/quiz"}`, nil},
		"nobody":             {`"message":{"message_id":3,` + class + `,"text":"/quiz"}`, nil},
		"a channel":          {`"message":{"message_id":3,` + who + `,"chat":{"id":-9,"type":"channel"},"text":"/quiz"}`, nil},
		"a group that moved": {`"message":{"message_id":3,` + who + `,` + class + `,"migrate_to_chat_id":-100}`, nil},
		"an edit":            {`"edited_message":{"message_id":3,` + who + `,` + private + `,"text":"a"}`, nil},
		"a membership":       {`"my_chat_member":{` + who + `,` + private + `}`, nil},
		"nothing":            {`"x":1`, nil},
	} {
		t.Run(name, func(t *testing.T) {
			var u update
			if err := json.Unmarshal([]byte(`{"update_id":5,`+test.update+`}`), &u); err != nil {
				t.Fatal(err)
			}
			e, ok := u.event(me)
			if ok != (test.want != nil) {
				t.Fatalf("for us: %t: %+v", ok, e)
			}
			if !ok {
				return
			}
			test.want.ID = "telegram:5"
			if !reflect.DeepEqual(e, *test.want) {
				t.Errorf("event() = %+v\nwant      %+v", e, *test.want)
			}
		})
	}
}

func FuzzEvent(f *testing.F) {
	f.Add("/quiz@overhoor_bot crm", 0, 18)
	f.Add("🎓 @overhoor_bot", 3, 13)
	f.Fuzz(func(t *testing.T, text string, offset, length int) {
		m := message{
			ID: 1, From: &user{ID: 1}, Chat: chat{ID: -1, Type: "group"}, Text: text,
			Entities: []entity{{Type: "mention", Offset: offset, Length: length}},
		}
		e, ok := update{ID: 1, Message: &m}.event(user{ID: 2, Username: "overhoor_bot"})
		if ok && e.Command == "" && e.Text == "" {
			t.Errorf("%q became an empty event", text)
		}
		if !isName(e.Command) && e.Command != "" || e.Command != strings.ToLower(e.Command) {
			t.Errorf("%q became the command %q", text, e.Command)
		}
		if utf8.ValidString(text) && !utf8.ValidString(e.Text) {
			t.Errorf("%q became %q", text, e.Text)
		}
	})
}
