package telegram

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

const (
	glance  = 3 * time.Second // in which another poller comes back and shows itself
	lately  = time.Hour
	backlog = 100 // updates that wait for a webhook
)

// Faults looks for what is amiss at Telegram with this token, and says what to
// do. Notes tell of what is as somebody chose it. Whoever polls is disturbed for a
// second.
func (a *Adapter) Faults(ctx context.Context) (faults, notes []string, err error) {
	if _, err := a.Check(ctx); err != nil {
		return nil, nil, err
	}
	var now webhookInfo
	if err := a.api.call(ctx, "getWebhookInfo", nil, &now); err != nil {
		return nil, nil, fmt.Errorf("ask Telegram about the webhook: %w", err)
	}
	notes = a.chosen()
	switch ours := a.cfg.Webhook.URL; {
	case now.URL == "" && ours != "":
		notes = append(notes, "the webhook isn't set yet: overhoor run sets it")
	case now.URL == "":
	case ours == "":
		faults = append(faults, "a webhook is set at "+host(now.URL)+", and telegram.webhook.url is empty: overhoor run removes it; "+
			"if another program set it, give that one a token of its own")
	case ours != now.URL:
		faults = append(faults, "the webhook is set at "+host(now.URL)+" and not at telegram.webhook.url: overhoor run sets it; "+
			"if another program set it, give that one a token of its own")
	default:
		faults = append(faults, a.undelivered(now)...)
	}
	if now.URL != "" {
		return faults, notes, nil
	}
	if now.Pending > 0 {
		notes = append(notes, fmt.Sprintf("%d updates wait for overhoor run", now.Pending))
	}
	other, err := a.otherPoller(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("ask Telegram for updates: %w", err)
	}
	if other {
		faults = append(faults, "a program polls with this token: if it isn't overhoor run, stop it or give it a token of its own; "+
			"several overhoor run share the work with one redis.url")
	}
	return faults, notes, nil
}

// chosen tells what is set at @BotFather.
func (a *Adapter) chosen() []string {
	me := a.me()
	notes := []string{"privacy mode is on: in groups it reads commands and replies only; /setprivacy at @BotFather changes that"}
	if me.ReadsAll {
		notes[0] = "privacy mode is off: it reads all that is typed in its groups"
	}
	if !me.Inline {
		notes = append(notes, "inline mode is off: with /setinline at @BotFather people pass on cards in any chat")
	}
	if !me.Joins {
		notes = append(notes, "it can't be taken into groups: /setjoingroups at @BotFather changes that")
	}
	return notes
}

// undelivered tells what Telegram can't bring to our webhook.
func (a *Adapter) undelivered(now webhookInfo) []string {
	var faults []string
	if failed := time.Unix(now.Failed, 0); now.Failed != 0 && a.cfg.Now().Sub(failed) < lately {
		faults = append(faults, fmt.Sprintf("Telegram couldn't bring an update at %s: %s: %s",
			failed.UTC().Format("15:04 UTC"), now.Error, advice(now.Error)))
	}
	if now.Pending >= backlog {
		faults = append(faults, fmt.Sprintf("%d updates wait for the webhook: see that overhoor run runs, or run more of them", now.Pending))
	}
	return faults
}

// advice is what to do about an error of a webhook.
func advice(why string) string {
	why = strings.ToLower(why)
	for _, known := range []struct{ sign, todo string }{
		{"401", "give all processes the same telegram.webhook.secret, and see that no other program answers there"},
		{"404", "let the proxy hand the path of telegram.webhook.url on to telegram.webhook.listen"},
		{"50", "see that overhoor run runs and that the proxy hands on to telegram.webhook.listen"},
		{"ssl", "give the proxy a valid certificate, with the ones between"},
		{"certificate", "give the proxy a valid certificate, with the ones between"},
		{"resolve", "mend the name in telegram.webhook.url, or its DNS"},
	} {
		if strings.Contains(why, known.sign) {
			return known.todo
		}
	}
	return "see that telegram.webhook.url is reached from outside, at port 443, 80, 88 or 8443"
}

// otherPoller tells whether somebody else polls: he ends our poll when he comes
// back after we ended his. Nothing is confirmed by it.
func (a *Adapter) otherPoller(ctx context.Context) (bool, error) {
	err := a.api.call(ctx, "getUpdates", tgbotapi.Params{
		"timeout": strconv.Itoa(int(a.glance.Seconds())), "limit": "1", "allowed_updates": wanted,
	}, nil)
	if refused(err).Code == http.StatusConflict {
		return true, nil
	}
	return false, err
}

// host is the part of an address that holds no secret.
func host(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return "an address"
	}
	return u.Host
}
