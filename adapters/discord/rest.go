package discord

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"
	"golang.org/x/time/rate"
)

const (
	attempts  = 3
	limited   = 30               // times that a 429 is waited out for one request
	longest   = 30 * time.Second // that is waited for each
	inAll     = time.Minute      // that is waited for one request
	perSecond = 45               // requests of this process; Discord allows 50
	burst     = 5
	userAgent = "DiscordBot (https://github.com/overhoor/overhoor, 1)"
)

// Codes of Discord's that decide what happens next.
const (
	codeUnknownChannel     = 10003
	codeUnknownMessage     = 10008 // somebody deleted it
	codeUnknownWebhook     = 10015 // of an interaction: not answered yet, or expired
	codeUnknownInteraction = 10062 // the three seconds are over
	codeAcknowledged       = 40060 // it has had its first answer
	codeInvalidWebhook     = 50027 // the fifteen minutes are over
	codeUnknownEmoji       = 10014
	codeForbidden          = 50013 // a permission is lacking
	codeNoAccess           = 50001 // so is the one to see the channel
	codeArchived           = 50083 // of a thread
)

var errToken = errors.New("the token is refused by Discord: copy a new one from the Bot page of the developer portal to discord.token")

// rest sends requests to Discord. The library's own sender is not used for
// this: it waits out a 429 without limit, blind to the context, and holds a
// lock on all requests alike meanwhile.
type rest struct {
	client  *http.Client
	limits  *limits
	pace    *rate.Limiter   // of all that counts for the bot's limit
	refused context.Context // ends with the token: asking on would get the address banned
	refuse  context.CancelFunc

	// hold is told that Discord wants nothing from us for a while.
	hold func(ctx context.Context, d time.Duration)
}

func newREST(base, token string, hold func(context.Context, time.Duration)) *rest {
	refused, refuse := context.WithCancel(context.Background())
	return &rest{refused: refused, refuse: refuse, hold: hold, limits: newLimits(), pace: rate.NewLimiter(perSecond, burst), client: &http.Client{
		Timeout:       20 * time.Second,
		Transport:     rebase{base: base, token: token, next: &http.Transport{Proxy: http.ProxyFromEnvironment, ForceAttemptHTTP2: true, MaxIdleConnsPerHost: 8, IdleConnTimeout: 90 * time.Second}},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// rebase sends what is meant for Discord's own address to the configured one,
// since the library keeps its addresses in globals. It alone knows the token.
type rebase struct {
	base  string
	token string
	next  *http.Transport
}

func (r rebase) RoundTrip(req *http.Request) (*http.Response, error) {
	path, ok := strings.CutPrefix(req.URL.String(), discordgo.EndpointAPI)
	if !ok {
		return nil, errors.New("not an address of Discord's API")
	}
	u, err := url.Parse(r.base + path)
	if err != nil {
		return nil, errors.New("the address can't be built") // err would show it
	}
	req = req.Clone(req.Context())
	req.URL, req.Host = u, u.Host
	req.Header.Set("Authorization", "Bot "+r.token)
	return r.next.RoundTrip(req)
}

// CloseIdleConnections lets http.Client reach the transport beneath.
func (r rebase) CloseIdleConnections() { r.next.CloseIdleConnections() }

// request is one thing to ask of Discord.
type request struct {
	what   string // for errors: the path would show an interaction's token
	method string
	path   string  // under the base
	body   any     // sent as JSON when not nil
	into   any     // filled from the answer's JSON when not nil
	file   *upload // beside the JSON, its attachment 0; nil for none
	once   bool    // asking twice does it twice: not repeated when the connection broke
}

// apiError is a refusal of Discord's.
type apiError struct {
	Status  int
	Code    int     `json:"code"`
	Message string  `json:"message"`
	After   float64 `json:"retry_after"` // seconds, for a 429
	Global  bool    `json:"global"`      // the 429 is for all we do, not for one channel
	try     int
}

func (e *apiError) Error() string {
	return fmt.Sprintf("refused by Discord with %d, code %d: %s", e.Status, e.Code, e.Message)
}

// after is how long Discord wants us to wait.
func (e *apiError) after() time.Duration { return seconds(e.After) }

// do sends a request, and again when Discord asks for patience or stumbles.
// It waits no longer than ctx allows.
func (r *rest) do(ctx context.Context, q request) error {
	body, err := q.encode()
	if err != nil {
		return fmt.Errorf("%s: %w", q.what, err)
	}
	var waited time.Duration
	for try, waits := 1, 0; ; try++ {
		if r.refused.Err() != nil {
			return fmt.Errorf("%s: %w", q.what, errToken)
		}
		if err := r.turn(ctx, q); err != nil {
			return fmt.Errorf("%s: %w", q.what, err)
		}
		err := r.send(ctx, q, body)
		if err == nil {
			return nil
		}
		var refusal *apiError
		if errors.As(err, &refusal) {
			refusal.try = try
			if refusal.Status == http.StatusTooManyRequests {
				waits++
				try-- // nothing was done
			}
		}
		wait, again := patience(err, q.once, try)
		waited += wait
		if !again || try == attempts || waits == limited || waited > inAll || !sleep(ctx, wait) {
			return fmt.Errorf("%s: %w", q.what, err)
		}
	}
}

// turn waits until a request may be sent: until its bucket has something left,
// and at a pace that stays below the bot's limit. Answers to interactions have
// seconds only, and no limit of the bot's.
func (r *rest) turn(ctx context.Context, q request) error {
	at, own := routeOf(q.method, q.path)
	if !own {
		if err := r.pace.Wait(ctx); err != nil {
			return err
		}
	}
	for {
		wait := r.limits.take(at, own, time.Now())
		if wait <= 0 {
			return nil
		}
		if wait > longest || !sleep(ctx, wait) {
			return &apiError{Status: http.StatusTooManyRequests, After: max(wait, longest).Seconds() + 1, Message: "known to be busy"}
		}
	}
}

// patience tells whether a request is worth another try, and when.
func patience(err error, once bool, try int) (wait time.Duration, again bool) {
	wait = 200 * time.Millisecond << max(try-1, 0)
	var refusal *apiError
	switch {
	case !errors.As(err, &refusal):
		return wait, !once
	case refusal.Status == http.StatusTooManyRequests:
		wait = refusal.after()
		return wait, wait <= longest
	default:
		return wait, refusal.Status >= 500
	}
}

// sleep waits, unless ctx would end sooner.
func sleep(ctx context.Context, d time.Duration) bool {
	if end, ok := ctx.Deadline(); ok && time.Until(end) < d {
		return false
	}
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}

func (r *rest) send(ctx context.Context, q request, body content) error {
	req, err := http.NewRequestWithContext(ctx, q.method, discordgo.EndpointAPI+q.path, bytes.NewReader(body.data))
	if err != nil {
		return errors.New("the address can't be built") // err would show it
	}
	req.Header.Set("User-Agent", userAgent)
	if body.kind != "" {
		req.Header.Set("Content-Type", body.kind)
	}
	at, own := routeOf(q.method, q.path)
	resp, err := r.client.Do(req)
	if err != nil {
		r.limits.learn(at, nil, time.Now())
		return withoutURL(err)
	}
	defer resp.Body.Close()
	r.limits.learn(at, resp.Header, time.Now())
	answer, err := io.ReadAll(io.LimitReader(resp.Body, 4<<20))
	if err != nil {
		return withoutURL(err)
	}
	if resp.StatusCode >= 300 {
		err := r.refusal(resp, answer)
		if refusal, ok := errors.AsType[*apiError](err); ok && refusal.Status == http.StatusTooManyRequests {
			r.limits.empty(at, refusal.Global && !own, refusal.after(), time.Now())
			if refusal.Global {
				r.hold(context.WithoutCancel(ctx), refusal.after())
			}
		}
		return err
	}
	if q.into == nil {
		return nil
	}
	return json.Unmarshal(answer, q.into)
}

func (r *rest) refusal(resp *http.Response, answer []byte) error {
	e := &apiError{Status: resp.StatusCode}
	if json.Unmarshal(answer, e) != nil {
		e.Message = http.StatusText(e.Status)
	}
	if e.Status == http.StatusTooManyRequests && e.After == 0 { // from before Discord's own servers, for all
		e.Global, e.After = true, 5
		if after, err := strconv.ParseFloat(resp.Header.Get("Retry-After"), 64); err == nil && after > 0 {
			e.After = after
		}
	}
	// An interaction's own token can be refused too, with a code.
	if e.Status == http.StatusUnauthorized && e.Code == 0 {
		r.refuse()
		return errToken
	}
	return e
}

// withoutURL takes the address out of an error of net/http.
func withoutURL(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}

// hasCode tells whether err is a refusal with one of these codes.
func hasCode(err error, codes ...int) bool {
	var refusal *apiError
	if !errors.As(err, &refusal) {
		return false
	}
	for _, c := range codes {
		if refusal.Code == c {
			return true
		}
	}
	return false
}
