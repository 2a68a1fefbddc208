package telegram

import (
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"github.com/overhoor/overhoor/bot"
)

const (
	mostResults = 50                // of an inline query
	offerTime   = 5 * time.Second   // then who types has typed on
	offerCache  = 300 * time.Second // Telegram may show the same again, to the same person
)

// inline is somebody who types our name and something to look for, in any chat.
type inline struct {
	ID     string `json:"id"`
	From   user   `json:"from"`
	Query  string `json:"query"`
	Offset string `json:"offset"` // what we gave as next_offset, or ""
}

// article is one thing to choose.
type article struct {
	Type    string                        `json:"type"`
	ID      string                        `json:"id"`
	Title   string                        `json:"title"`
	About   string                        `json:"description,omitempty"`
	Content content                       `json:"input_message_content"`
	Under   tgbotapi.InlineKeyboardMarkup `json:"reply_markup"`
}

// content is what is said for who chose.
type content struct {
	Text    string          `json:"message_text"` // HTML
	Mode    string          `json:"parse_mode"`
	Preview map[string]bool `json:"link_preview_options"`
}

// offer answers an inline query. One that is too late interests nobody any more.
func (a *Adapter) offer(ctx context.Context, q *inline) {
	ctx, cancel := context.WithTimeout(ctx, offerTime)
	defer cancel()
	articles, next := a.articles(ctx, q)
	p := tgbotapi.Params{
		"inline_query_id": q.ID, "is_personal": "true", "cache_time": strconv.Itoa(int(offerCache.Seconds())),
	}
	p.AddNonZero("next_offset", next)
	err := p.AddInterface("results", articles)
	if err == nil {
		err = a.request(ctx, "answerInlineQuery", p)
	}
	if err != nil && refused(err).Code != http.StatusBadRequest {
		a.log.Warn("answer an inline query", slog.Any("error", err))
	}
}

// articles is what there is to choose, and the offset of what follows, 0 for
// nothing.
func (a *Adapter) articles(ctx context.Context, q *inline) (all []article, next int) {
	all = []article{}
	offset, _ := strconv.Atoi(q.Offset)
	if a.cfg.Offer == nil {
		return all, 0
	}
	offers, next := a.cfg.Offer(ctx, q.Query, q.From.Lang, offset)
	for _, o := range offers {
		texts := pages(o.Text, maxText)
		if len(texts) == 0 || len(all) == mostResults {
			continue
		}
		all = append(all, article{
			Type: "article", ID: o.ID, Title: o.Title, About: o.About,
			Content: content{Text: texts[0], Mode: "HTML", Preview: map[string]bool{"is_disabled": true}},
			Under: tgbotapi.NewInlineKeyboardMarkup(tgbotapi.NewInlineKeyboardRow(
				tgbotapi.NewInlineKeyboardButtonURL(o.Label, deepLink(a.me(), o.Link)))),
		})
	}
	return all, next
}

// deepLink leads to a private chat with us.
func deepLink(me user, payload string) string {
	return "https://t.me/" + me.Username + "?start=" + payload
}

// share adds a button to pass something on: by inline mode, or by a link where
// that isn't switched on.
func (d *drawing) share(s *bot.Share, me user) {
	if s == nil || me.Username == "" {
		return
	}
	b := tgbotapi.NewInlineKeyboardButtonSwitch(s.Label, s.Query)
	if !me.Inline {
		b = tgbotapi.NewInlineKeyboardButtonURL(s.Label, "https://t.me/share/url?url="+url.QueryEscape(deepLink(me, s.Link)))
	}
	if d.keys == nil {
		d.keys = &tgbotapi.InlineKeyboardMarkup{}
	}
	d.keys.InlineKeyboard = append(d.keys.InlineKeyboard, tgbotapi.NewInlineKeyboardRow(b))
}
