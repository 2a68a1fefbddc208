package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"syscall"
	"testing"
	"time"
)

// trusting is a client that knows a test server and may dial it.
func trusting(server *httptest.Server) *Client {
	return New(func(t *http.Transport, d *net.Dialer) {
		t.TLSClientConfig = server.Client().Transport.(*http.Transport).TLSClientConfig
		d.Control = func(string, string, syscall.RawConn) error { return nil }
	})
}

func serve(t *testing.T) *httptest.Server {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("/rooster.ics", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"one"`)
		if r.Header.Get("If-None-Match") == `"one"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = w.Write([]byte("BEGIN:VCALENDAR"))
	})
	mux.HandleFunc("/large", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(make([]byte, mostBytes+1)) })
	mux.HandleFunc("/packed", func(w http.ResponseWriter, _ *http.Request) {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		_, _ = z.Write(make([]byte, 8*mostBytes))
		_ = z.Close()
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(b.Bytes())
	})
	mux.HandleFunc("/gone", http.NotFound)
	mux.HandleFunc("/broken", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "100")
		_, _ = w.Write([]byte("BEGIN"))
	})
	mux.Handle("/plain", http.RedirectHandler("http://example.org/rooster.ics?key=secret", http.StatusFound))
	mux.Handle("/round", http.RedirectHandler("/round", http.StatusFound))
	mux.Handle("/3", http.RedirectHandler("/2", http.StatusFound))
	mux.Handle("/2", http.RedirectHandler("/1", http.StatusFound))
	mux.Handle("/1", http.RedirectHandler("/rooster.ics", http.StatusFound))
	mux.Handle("/4", http.RedirectHandler("/3", http.StatusFound))
	server := httptest.NewTLSServer(mux)
	t.Cleanup(server.Close)
	return server
}

func TestGet(t *testing.T) {
	server := serve(t)
	client := trusting(server)
	for path, want := range map[string]error{
		"/rooster.ics": nil, "/3": nil, "/4": errTooMany, "/round": errTooMany, "/plain": ErrNotHTTPS,
		"/large": ErrTooLarge, "/packed": ErrTooLarge, "/gone": errStatus, "/broken": errFailed,
	} {
		file, tag, err := client.Get(t.Context(), server.URL+path+"?key=secret", "")
		if !errors.Is(err, want) || (err == nil) != (string(file) == "BEGIN:VCALENDAR" && tag == `"one"`) {
			t.Errorf("%s: %d bytes, %q, %v, want %v", path, len(file), tag, err, want)
		}
		if err != nil && (strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), "127.0")) {
			t.Errorf("%s: the error tells the address: %v", path, err)
		}
	}
	if file, tag, err := client.Get(t.Context(), server.URL+"/rooster.ics", `"one"`); file != nil || tag != `"one"` || err != nil {
		t.Errorf("what is kept already: %q, %q, %v", file, tag, err)
	}
}

// TestGetNowhere wants no request at all for what isn't https, nor to our own
// network; the server is one of it.
func TestGetNowhere(t *testing.T) {
	server := serve(t)
	inside := New(func(tr *http.Transport, _ *net.Dialer) {
		tr.TLSClientConfig = server.Client().Transport.(*http.Transport).TLSClientConfig
	})
	_, port, _ := net.SplitHostPort(server.Listener.Addr().String())
	for address, want := range map[string]error{
		server.URL + "/rooster.ics":     ErrPrivate,
		"https://localhost:" + port:     ErrPrivate,
		"https://0.0.0.0:" + port:       ErrPrivate,
		"https://[::ffff:127.0.0.1]/":   ErrPrivate,
		"https://169.254.169.254/a":     ErrPrivate,
		"http://example.org/a.ics":      ErrNotHTTPS,
		"file:///etc/passwd":            ErrNotHTTPS,
		"https://":                      ErrNotHTTPS,
		"https://%zz?key=secret":        ErrNotHTTPS,
		"gopher://example.org/rooster/": ErrNotHTTPS,
	} {
		if _, _, err := inside.Get(t.Context(), address, ""); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", address, err, want)
		}
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, _, err := trusting(server).Get(ctx, server.URL, ""); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	ctx, stop = context.WithDeadline(t.Context(), time.Time{}.Add(1))
	defer stop()
	if _, _, err := trusting(server).Get(ctx, server.URL, ""); !errors.Is(err, errSlow) {
		t.Errorf("too slow: %v", err)
	}
}

func TestPublic(t *testing.T) {
	for address, want := range map[string]bool{
		"8.8.8.8": true, "2a00:1450:400e:80c::200e": true, "172.15.0.1": true, "172.32.0.1": true,
		"127.0.0.1": false, "::1": false, "0.0.0.0": false, "::": false, "10.1.2.3": false, "172.16.0.1": false,
		"192.168.1.1": false, "169.254.169.254": false, "100.64.0.1": false, "224.0.0.1": false, "255.255.255.255": false,
		"fe80::1": false, "fd00::1": false, "ff02::1": false, "::ffff:10.0.0.1": false, "64:ff9b::a00:1": false,
		"2002:a00:1::": false, "fec0::1": false, "198.18.0.1": false,
	} {
		if public(netip.MustParseAddr(address)) != want {
			t.Errorf("%s is public: %v", address, !want)
		}
	}
}
