package telegram

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/overhoor/overhoor/bot"
)

// SendScores implements bot.ScoreWriter. Nobody is called for it.
func (a *Adapter) SendScores(ctx context.Context, to bot.Place, m bot.Message) (message string, err error) {
	p, err := scorePost(to, m)
	if err != nil {
		return "", err
	}
	p.params.AddNonEmpty("message_thread_id", to.Thread)
	p.params["disable_notification"] = "true"
	var sent struct {
		ID int64 `json:"message_id"`
	}
	if err := a.once(ctx, to, m, p, &sent); wasDropped(err) && !temporary(err) {
		return "", fmt.Errorf("%w: %w", bot.ErrUnsure, err)
	} else if err != nil {
		return "", err
	}
	return strconv.FormatInt(sent.ID, 10), nil
}

// EditScores implements bot.ScoreWriter.
func (a *Adapter) EditScores(ctx context.Context, to bot.Place, message string, m bot.Message) error {
	p, err := scorePost(to, m)
	if err != nil {
		return err
	}
	id, err := strconv.ParseInt(message, 10, 64)
	if err != nil {
		return fmt.Errorf("the scoreboard %q: %w", message, err)
	}
	if p, err = p.edit(id); err != nil {
		return err
	}
	err = a.once(ctx, to, m, p, nil)
	switch why := refused(err).Message; {
	case strings.Contains(why, "message is not modified"):
		return nil
	case strings.Contains(why, "message to edit not found"), strings.Contains(why, "MESSAGE_ID_INVALID"):
		return fmt.Errorf("%w: %w", bot.ErrNoMessage, err)
	}
	return err
}

// scorePost is the request that shows a scoreboard.
func scorePost(to bot.Place, m bot.Message) (post, error) {
	posts, err := draw(m, false).posts(target{Place: to})
	if err != nil {
		return post{}, err
	}
	return posts[0], nil
}

// once is one request that isn't made again. Where Telegram has had enough, all
// wait. A group that became a supergroup has its scoreboard there from now on.
func (a *Adapter) once(ctx context.Context, to bot.Place, m bot.Message, p post, result any) error {
	err := a.api.call(ctx, p.method, p.params, result)
	why := refused(err)
	if why.RetryAfter > 0 {
		a.hold(ctx, p.params["chat_id"], backoff(err, 0, patience))
	}
	if why.MigrateToChatID != 0 {
		to.Chat = strconv.FormatInt(why.MigrateToChatID, 10)
		a.board.Show(to, m)
	}
	if why.MigrateToChatID != 0 || closed(err) {
		return fmt.Errorf("%w: %w", bot.ErrGone, err)
	}
	return err
}
