package telegram

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"github.com/overhoor/overhoor/bot"
)

// Webhook has Telegram bring updates to an address of ours. Any number of
// processes may stand behind it.
type Webhook struct {
	URL    string // https, as Telegram reaches it; "" polls
	Listen string // where a proxy, which does the TLS, hands requests on to: "127.0.0.1:8080"
	Secret string // shown with each request; never logged; "" makes one of the token
}

// isSecret is what Telegram takes for a secret.
var isSecret = regexp.MustCompile(`^[A-Za-z0-9_-]{1,256}$`)

// checked is the webhook with its secret, if it can be one.
func (w Webhook) checked(token string) (Webhook, error) {
	if w.URL == "" {
		return w, nil
	}
	if u, err := url.Parse(w.URL); err != nil || u.Scheme != "https" || u.Host == "" {
		return w, errors.New("telegram: telegram.webhook.url is not an address that begins with https://")
	}
	if w.Secret == "" {
		sum := sha256.Sum256([]byte("the secret of the webhook of " + token))
		w.Secret = hex.EncodeToString(sum[:])
	}
	if !isSecret.MatchString(w.Secret) {
		return w, errors.New("telegram: telegram.webhook.secret is 1 to 256 of A-Z, a-z, 0-9, _ and -")
	}
	return w, nil
}

// connections is how many updates Telegram brings at the same time at most.
const connections = "40"

// runWebhook serves the webhook until ctx ends or Telegram refuses the token.
func (a *Adapter) runWebhook(ctx context.Context, handle bot.Handler) error {
	listener, err := a.listen("tcp", a.cfg.Webhook.Listen)
	if err != nil {
		return fmt.Errorf("telegram: listen for the webhook: %w: choose another telegram.webhook.listen", err)
	}
	held, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	work, stop := a.begin(held, handle)
	defer stop()
	hook := &hook{work: work, inbox: newInbox()}
	server := &http.Server{
		Handler: hook.routes(), ErrorLog: slog.NewLogLogger(a.log.Handler(), slog.LevelDebug),
		ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 15 * time.Second, MaxHeaderBytes: 16 << 10,
		IdleTimeout: 2 * time.Minute, // longer than a proxy's: a request on a dead connection is lost
	}
	over := make(chan error, 1)
	go func() {
		err := server.Serve(listener)
		cancel(err)
		over <- err
	}()
	err = a.keepWebhook(held)
	cancel(nil)
	leave(server, work.working)
	work.wait()
	if served := <-over; err == nil && !errors.Is(served, http.ErrServerClosed) {
		err = fmt.Errorf("telegram: serve the webhook: %w", served)
	}
	return err
}

// leave takes no more requests and waits for those that are being answered, at
// most until what they wait for has had its time.
func leave(server *http.Server, working context.Context) {
	if server.Shutdown(working) != nil {
		_ = server.Close()
	}
}

// webhookInfo is what Telegram tells of a webhook.
type webhookInfo struct {
	URL     string `json:"url"`
	Pending int    `json:"pending_update_count"`
	Failed  int64  `json:"last_error_date"`
	Error   string `json:"last_error_message"`
}

// keepWebhook sets the webhook, and again when somebody else has set or removed
// it, until ctx ends. The error is not nil only when the token is refused.
func (a *Adapter) keepWebhook(ctx context.Context) error {
	seen := webhookInfo{URL: "not known yet"}
	for failed := 0; ctx.Err() == nil; {
		now, err := a.tendWebhook(ctx, seen)
		switch {
		case err == nil:
			seen, failed = now, 0
			_ = pause(ctx, a.look)
		case ctx.Err() != nil:
		case refused(err).Code == http.StatusUnauthorized || errors.Is(err, errToken):
			return fmt.Errorf("%w: %w", errToken, err)
		default:
			a.log.Warn("set the webhook", slog.Any("error", err), slog.Int("failed", failed+1))
			_ = a.pause(ctx, backoff(err, failed, longest))
			failed++
		}
	}
	return nil
}

// tendWebhook looks whether the webhook is as it should be, and makes it so. It
// is set at the beginning in any case: Telegram doesn't tell with which secret it
// was.
func (a *Adapter) tendWebhook(ctx context.Context, seen webhookInfo) (webhookInfo, error) {
	ours := a.cfg.Webhook
	first := seen.URL != ours.URL
	if first {
		if _, err := a.Check(ctx); err != nil {
			return seen, err
		}
		if err := a.menu(ctx); err != nil {
			a.log.Warn("show the commands in Telegram's menu", slog.Any("error", err))
		}
	}
	var now webhookInfo
	if err := a.api.call(ctx, "getWebhookInfo", nil, &now); err != nil {
		return seen, err
	}
	if now.Failed > seen.Failed && !first {
		a.log.Warn("Telegram can't bring us updates", slog.String("why", now.Error), slog.Int("waiting", now.Pending))
	}
	if !first && now.URL == ours.URL {
		return now, nil
	}
	err := a.request(ctx, "setWebhook", tgbotapi.Params{
		"url": ours.URL, "secret_token": ours.Secret, "allowed_updates": wanted, "max_connections": connections,
	})
	if err != nil {
		return seen, err
	}
	a.log.Info("the webhook is set", slog.String("bot", "@"+a.me().Username), slog.Int("waiting", now.Pending))
	now.URL = ours.URL
	return now, nil
}
