package bench

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"path"
	"strconv"
	"strings"
)

// Token is the one that the platform takes.
const Token = "1:bench"

// platform is as much of Telegram as a push needs, and counts.
type platform struct {
	tally  *tally
	server *http.Server
	host   string
}

func newPlatform(t *tally) (*platform, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("open the platform: %w", err)
	}
	p := &platform{tally: t, host: listener.Addr().String()}
	p.server = &http.Server{Handler: p}
	go func() { _ = p.server.Serve(listener) }() // until close
	return p, nil
}

// address is where a replica finds the platform: each has an address of its
// own, by which the platform knows it.
func (p *platform) address(ship int) string { return fmt.Sprintf("http://%s/%d", p.host, ship) }

func (p *platform) close() { _ = p.server.Close() }

// ServeHTTP answers a call of the Bot API.
func (p *platform) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	ship, err := strconv.Atoi(strings.Split(r.URL.Path, "/")[1])
	if err == nil {
		err = r.ParseForm()
	}
	answer := `{"ok":true,"result":{"id":1,"is_bot":true,"first_name":"bench","username":"bench_bot"}}`
	if err == nil && path.Base(r.URL.Path) == "sendMessage" {
		answer = `{"ok":true,"result":{"message_id":1,"date":1,"chat":{"id":1,"type":"private"}}}`
		chat, ok := numberOf(platformName + ":" + r.FormValue("chat_id"))
		if !ok {
			err = errors.New("no chat of ours")
		}
		p.tally.arrive(ship, chat)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = io.WriteString(w, answer) // who is gone needs none
}
