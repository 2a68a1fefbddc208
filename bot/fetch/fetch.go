// Package fetch gets a file from an address that a learner gave. The address
// may be anybody's, so it never reaches into the network that the program runs
// in, and never takes more time or space than a timetable should.
//
// An address may hold a secret: no error repeats any of it.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"syscall"
	"time"
)

const (
	mostBytes     = 1 << 20          // of a file, unpacked
	patience      = 10 * time.Second // for all of it
	mostRedirects = 3
)

// Why a file was not to be had.
var (
	ErrNotHTTPS = errors.New("only addresses that begin with https:// are fetched")
	ErrPrivate  = errors.New("the address lies in a network of its own")
	ErrTooLarge = errors.New("the file is larger than 1 MB")
	errTooMany  = errors.New("the address leads to another more than 3 times")
	errStatus   = errors.New("the server refused")
	errFailed   = errors.New("the server could not be reached")
	errSlow     = errors.New("the server took longer than 10 s")
)

// Client fetches files. It may be used by many goroutines.
type Client struct {
	http *http.Client
}

// Option changes a Client, for tests.
type Option func(*http.Transport, *net.Dialer)

// New makes a client.
func New(options ...Option) *Client {
	dialer := &net.Dialer{Timeout: patience, Control: control}
	transport := &http.Transport{
		Proxy:                  nil, // it would dial in our place, unseen
		TLSHandshakeTimeout:    patience,
		MaxResponseHeaderBytes: 64 << 10,
		DisableKeepAlives:      true,
		ForceAttemptHTTP2:      true,
	}
	for _, o := range options {
		o(transport, dialer)
	}
	transport.DialContext = dialer.DialContext
	return &Client{http: &http.Client{Transport: transport, Timeout: patience, CheckRedirect: redirect}}
}

// Get fetches what lies at an https address. tag is what Get returned with the
// file that is kept, or "": if that is still the newest, the file is nil.
func (c *Client) Get(ctx context.Context, address, tag string) (file []byte, newTag string, err error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" || u.Host == "" {
		return nil, "", ErrNotHTTPS
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, "", ErrNotHTTPS
	}
	request.Header.Set("User-Agent", "overhoor")
	request.Header.Set("Accept", "text/calendar")
	if tag != "" {
		request.Header.Set("If-None-Match", tag)
	}
	response, err := c.http.Do(request)
	if err != nil {
		return nil, "", hide(err)
	}
	defer func() { _ = response.Body.Close() }() // it was read, or isn't wanted
	switch {
	case response.StatusCode == http.StatusNotModified && tag != "":
		return nil, tag, nil
	case response.StatusCode != http.StatusOK:
		return nil, "", fmt.Errorf("%w with status %d", errStatus, response.StatusCode)
	}
	file, err = io.ReadAll(io.LimitReader(response.Body, mostBytes+1))
	switch {
	case err != nil:
		return nil, "", hide(err)
	case len(file) > mostBytes:
		return nil, "", ErrTooLarge
	}
	return file, short(response.Header.Get("ETag")), nil
}

// short drops a tag that is too long to be kept for each learner.
func short(tag string) string {
	if len(tag) > 200 {
		return ""
	}
	return tag
}

func redirect(next *http.Request, before []*http.Request) error {
	switch {
	case next.URL.Scheme != "https":
		return ErrNotHTTPS
	case len(before) > mostRedirects:
		return errTooMany
	}
	return nil
}

// hide says what went wrong without the address, which errors of net/http and
// net repeat.
func hide(err error) error {
	for _, known := range []error{ErrNotHTTPS, ErrPrivate, errTooMany, context.Canceled} {
		if errors.Is(err, known) {
			return known
		}
	}
	var timeout net.Error
	if errors.As(err, &timeout) && timeout.Timeout() {
		return errSlow
	}
	return errFailed
}

// control refuses to dial what is not on the public internet. It sees the
// address that was resolved, so that a name can't lead elsewhere later.
func control(_, address string, _ syscall.RawConn) error {
	ip, err := netip.ParseAddrPort(address)
	if err != nil || !public(ip.Addr()) {
		return ErrPrivate
	}
	return nil
}

// public tells whether an address is one of the public internet.
func public(ip netip.Addr) bool {
	ip = ip.Unmap()
	if !ip.IsGlobalUnicast() || ip.IsPrivate() {
		return false
	}
	for _, reserved := range []string{
		"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "198.18.0.0/15", "198.51.100.0/24",
		"203.0.113.0/24", "240.0.0.0/4", // RFC 6890
		"64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "fec0::/10", // some hold an IPv4 address
	} {
		if netip.MustParsePrefix(reserved).Contains(ip) {
			return false
		}
	}
	return true
}
