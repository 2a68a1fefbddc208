package opinion

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/jellydator/ttlcache/v3"
	"github.com/sashabaranov/go-openai"
)

// Config names the server to ask.
type Config struct {
	URL     string        // base of the API: "http://127.0.0.1:11434/v1"
	Model   string        // the model's name there
	Key     string        // may be empty
	Timeout time.Duration // for one question; 0 is DefaultTimeout
	Keep    uint64        // replies remembered; 0 is DefaultKeep
}

// What a Config leaves out.
const (
	DefaultTimeout = 4 * time.Second
	DefaultKeep    = 10_000
)

const (
	remembered = 24 * time.Hour // how long a reply is kept
	longest    = 2_000          // runes of an answer that are sent
)

// complete checks a Config and fills in what it leaves out.
func (c Config) complete() (Config, error) {
	u, err := url.Parse(c.URL)
	switch {
	case err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https"):
		return c, fmt.Errorf("the address must look like http://127.0.0.1:11434/v1")
	case u.User != nil:
		// Addresses end up in errors.
		return c, fmt.Errorf("the address holds a password: give it as the key")
	case c.Model == "":
		return c, errors.New("name its model")
	}
	c.URL = strings.TrimRight(c.URL, "/")
	if c.Timeout == 0 {
		c.Timeout = DefaultTimeout
	}
	if c.Keep == 0 {
		c.Keep = DefaultKeep
	}
	return c, nil
}

func (c Config) client() *openai.Client {
	settings := openai.DefaultConfig(c.Key)
	settings.BaseURL = c.URL
	settings.HTTPClient = &http.Client{}
	return openai.NewClientWithConfig(settings)
}

// hash stands for a question or a text without keeping it.
type hash = [sha256.Size]byte

func cache[V any](keep uint64) *ttlcache.Cache[hash, V] {
	return ttlcache.New(ttlcache.WithCapacity[hash, V](keep), ttlcache.WithTTL[hash, V](remembered))
}

// bounded cuts an answer to what is sent at most.
func bounded(answer string) string {
	if runes := []rune(answer); len(runes) > longest {
		return string(runes[:longest])
	}
	return answer
}
