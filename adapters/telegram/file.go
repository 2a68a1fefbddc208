package telegram

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// opener begins to read a file that somebody sent, when it is called. Telegram
// hands over files of 20 MB at most.
func (c *client) opener(file string) func(context.Context) (io.ReadCloser, error) {
	return func(ctx context.Context) (io.ReadCloser, error) {
		var found struct {
			Path string `json:"file_path"`
		}
		if err := c.call(ctx, "getFile", tgbotapi.Params{"file_id": file}, &found); err != nil {
			return nil, err
		}
		if found.Path == "" {
			return nil, errors.New("telegram getFile: it can't be downloaded now")
		}
		return c.download(ctx, found.Path)
	}
}

// download begins to read what lies at a path. The address holds the token, so
// no error repeats it.
func (c *client) download(ctx context.Context, path string) (io.ReadCloser, error) {
	address := c.files + (&url.URL{Path: path}).EscapedPath()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, errors.New("telegram file: its address can't be built")
	}
	resp, err := c.sending.Do(r)
	if err != nil {
		return nil, fmt.Errorf("telegram file: %w", c.clean(err))
	}
	if resp.StatusCode != http.StatusOK {
		_ = resp.Body.Close()
		return nil, fmt.Errorf("telegram file: refused with status %d", resp.StatusCode)
	}
	return resp.Body, nil
}
