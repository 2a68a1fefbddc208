package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// pollTime is how long Telegram may hold a poll open.
const pollTime = 50 * time.Second

// client calls methods of the Bot API. Its errors never hold the token, which
// is part of every URL.
type client struct {
	token    string // as it stands in a URL
	endpoint string // a format of token and method
	files    string // what stands before a file's path
	polling  *http.Client
	sending  *http.Client
}

func newClient(token, base string) (*client, error) {
	token = strings.TrimSpace(token)
	if token == "" {
		return nil, errors.New("telegram: no token: set telegram.token to the one that @BotFather gave")
	}
	if base == "" {
		base = defaultURL
	}
	u, err := url.Parse(base)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, errors.New("telegram: telegram.api_url is not the address of a server, such as " + defaultURL)
	}
	return &client{
		token:    url.PathEscape(token),
		files:    strings.TrimRight(base, "/") + "/file/bot" + url.PathEscape(token) + "/",
		endpoint: strings.ReplaceAll(strings.TrimRight(base, "/"), "%", "%%") + "/bot%s/%s",
		polling:  httpClient(pollTime + 20*time.Second),
		sending:  httpClient(15 * time.Second),
	}, nil
}

// httpClient follows no redirects, which would hand the token on.
func httpClient(timeout time.Duration) *http.Client {
	return &http.Client{
		Timeout: timeout,
		Transport: &http.Transport{
			Proxy:               http.ProxyFromEnvironment,
			ForceAttemptHTTP2:   true,
			MaxIdleConnsPerHost: 16,
			IdleConnTimeout:     30 * time.Second, // sooner than the server's: a send on a dead connection is lost
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// close ends the connections that are kept for later.
func (c *client) close() {
	c.polling.CloseIdleConnections()
	c.sending.CloseIdleConnections()
}

// upload is a file that is sent along with a request.
type upload struct {
	kind string // what it is to be, which is also the parameter's name: "photo" or "document"
	name string
	data []byte
}

// call calls a method, with the files that go along, and decodes its result,
// unless result is nil. What Telegram refuses is a *tgbotapi.Error.
func (c *client) call(ctx context.Context, method string, params tgbotapi.Params, result any, files ...upload) error {
	bound := bound{ctx, c.sending}
	if method == "getUpdates" {
		bound.http = c.polling
	}
	api := tgbotapi.BotAPI{Token: c.token, Client: bound}
	api.SetAPIEndpoint(c.endpoint)
	answer, err := send(&api, method, params, files)
	if err == nil && result != nil {
		err = json.Unmarshal(answer.Result, result)
	}
	if err != nil {
		return fmt.Errorf("telegram %s: %w", method, c.clean(err))
	}
	return nil
}

// send sends a request, as a form or, with files, in parts.
func send(api *tgbotapi.BotAPI, method string, params tgbotapi.Params, files []upload) (*tgbotapi.APIResponse, error) {
	if len(files) == 0 {
		return api.MakeRequest(method, params)
	}
	var along []tgbotapi.RequestFile
	for _, f := range files {
		along = append(along, tgbotapi.RequestFile{Name: f.kind, Data: tgbotapi.FileBytes{Name: f.name, Bytes: f.data}})
	}
	answer, err := api.UploadFiles(method, params, along)
	if apiErr, ok := errors.AsType[*tgbotapi.Error](err); ok && apiErr.Code == 0 && answer != nil {
		apiErr.Code = answer.ErrorCode // which the library leaves out here
	}
	return answer, err
}

// clean takes the token out of an error.
func (c *client) clean(err error) error {
	if urlErr, ok := errors.AsType[*url.Error](err); ok {
		return urlErr.Err
	}
	if apiErr, ok := errors.AsType[*tgbotapi.Error](err); ok {
		apiErr.Message = strings.ReplaceAll(apiErr.Message, c.token, "<token>")
	}
	return err
}

// bound sends requests under a context, which the library can't.
type bound struct {
	ctx  context.Context
	http *http.Client
}

// Do implements tgbotapi.HTTPClient. An answer of 500 and up becomes an error,
// because a page may come with it where the library expects JSON.
func (b bound) Do(r *http.Request) (*http.Response, error) {
	resp, err := b.http.Do(r.WithContext(b.ctx))
	if err != nil || resp.StatusCode < http.StatusInternalServerError {
		return resp, err
	}
	_ = resp.Body.Close()
	return nil, &tgbotapi.Error{Code: resp.StatusCode, Message: resp.Status}
}

var errToken = errors.New("the token is refused: set telegram.token to the one that @BotFather gave")

// refusesToken tells whether Telegram doesn't know the token: 401, or 404 when
// it doesn't even look like one.
func refusesToken(err error) bool {
	code := refused(err).Code
	return code == http.StatusUnauthorized || code == http.StatusNotFound
}

// refused is what Telegram answered instead of a result, or a zero Error.
func refused(err error) tgbotapi.Error {
	if apiErr, ok := errors.AsType[*tgbotapi.Error](err); ok {
		return *apiErr
	}
	return tgbotapi.Error{}
}

// temporary tells whether a call can be tried again without any risk that it
// is done twice: Telegram answered that it didn't do it, or wasn't reached.
func temporary(err error) bool {
	api := refused(err)
	if api.RetryAfter > 0 || api.Code == http.StatusTooManyRequests || api.Code >= http.StatusInternalServerError {
		return true
	}
	if _, ok := errors.AsType[*json.SyntaxError](err); ok {
		return true // a page of something in between
	}
	op, ok := errors.AsType[*net.OpError](err)
	return ok && op.Op == "dial"
}

// wasDropped tells whether the connection broke before the whole answer came: the
// call may have been done.
func wasDropped(err error) bool {
	_, broke := errors.AsType[net.Error](err)
	return broke || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
}

// backoff is how long to wait before the next try, when so many have failed.
func backoff(err error, failed int, most time.Duration) time.Duration {
	if after := refused(err).RetryAfter; after > 0 {
		return time.Duration(after) * time.Second
	}
	return min(time.Second<<max(0, min(failed, 10)), most)
}
