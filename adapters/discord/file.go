package discord

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"github.com/overhoor/overhoor/bot"
)

// files gets what people attach to their messages.
type files struct {
	client *http.Client
	hosts  []string // what an address must begin with; nothing else is asked
}

func newFiles() *files {
	return &files{
		hosts: []string{"https://cdn.discordapp.com/", "https://media.discordapp.net/"},
		client: &http.Client{
			Timeout:       15 * time.Second,
			Transport:     &http.Transport{Proxy: http.ProxyFromEnvironment, ForceAttemptHTTP2: true, DisableKeepAlives: true},
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}
}

// first is the first file of a message, or nil.
func (f *files) first(all []*discordgo.MessageAttachment) *bot.File {
	for _, a := range all {
		if a != nil && a.URL != "" {
			return &bot.File{Name: a.Filename, Size: int64(a.Size), Open: func(ctx context.Context) (io.ReadCloser, error) {
				return f.open(ctx, a.URL)
			}}
		}
	}
	return nil
}

// open begins to read a file. Who has its address can read it, so no error
// repeats it.
func (f *files) open(ctx context.Context, address string) (io.ReadCloser, error) {
	if !slices.ContainsFunc(f.hosts, func(host string) bool { return strings.HasPrefix(address, host) }) {
		return nil, errors.New("get an attachment: it doesn't lie with Discord")
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, errors.New("get an attachment: its address can't be read")
	}
	r.Header.Set("User-Agent", userAgent)
	resp, err := f.client.Do(r)
	if urlErr, ok := errors.AsType[*url.Error](err); ok {
		err = urlErr.Err
	}
	if err != nil {
		return nil, fmt.Errorf("get an attachment: %w", err)
	}
	if resp.StatusCode != http.StatusOK {
		_ = resp.Body.Close()
		return nil, fmt.Errorf("get an attachment: refused with status %d", resp.StatusCode)
	}
	return resp.Body, nil
}
