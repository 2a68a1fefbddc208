package telegram

import (
	"maps"
	"strconv"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// post is one request that shows a message.
type post struct {
	method string
	params tgbotapi.Params
	files  []upload // above the text: one or none
}

// posts are the requests that show a drawing, in their order.
func (d drawing) posts(to target) ([]post, error) {
	var posts []post
	for i, text := range d.texts {
		p := post{method: "sendMessage", params: tgbotapi.Params{"chat_id": to.Chat, "parse_mode": "HTML"}}
		if i == 0 && d.files != nil {
			p.method, p.files = methods()[d.files[0].kind], d.files
			p.params["caption"] = text
		} else {
			p.text(text)
		}
		if i == len(d.texts)-1 {
			if err := d.markup(p.params); err != nil {
				return nil, err
			}
		}
		posts = append(posts, p)
	}
	return posts, nil
}

// methods are by which a file of each kind is sent.
func methods() map[string]string {
	return map[string]string{"photo": "sendPhoto", "document": "sendDocument"}
}

// pictured tells that the post is a picture.
func (p post) pictured() bool { return p.method == "sendPhoto" }

// text makes a text of a post.
func (p post) text(html string) {
	p.params["text"] = html
	p.params["link_preview_options"] = `{"is_disabled":true}`
}

// markup adds what stands under the text.
func (d drawing) markup(p tgbotapi.Params) error {
	switch {
	case d.reply != nil:
		return p.AddInterface("reply_markup", d.reply)
	case d.keys != nil:
		return p.AddInterface("reply_markup", d.keys)
	}
	return nil
}

// bare is a picture's post without the picture.
func (p post) bare() post {
	bare := post{method: "sendMessage", params: maps.Clone(p.params)}
	delete(bare.params, "caption")
	bare.text(p.params["caption"])
	return bare
}

// edit is the request that puts a post in place of a message.
func (p post) edit(id int64) (post, error) {
	edit := post{method: "editMessageText", params: maps.Clone(p.params), files: p.files}
	edit.params["message_id"] = strconv.FormatInt(id, 10)
	if p.files == nil {
		return edit, nil
	}
	edit.method = "editMessageMedia"
	for _, key := range []string{"caption", "parse_mode"} {
		delete(edit.params, key)
	}
	return edit, edit.params.AddInterface("media", map[string]string{
		"type": p.files[0].kind, "media": "attach://" + p.files[0].kind,
		"caption": p.params["caption"], "parse_mode": p.params["parse_mode"],
	})
}
