// Package redistest starts Redis servers for tests: redis-server, on loopback,
// keeping nothing. Where it isn't installed tests are skipped, or fail when
// OVERHOOR_NEED_REDIS is 1.
package redistest

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// Server starts one server and returns its URL. It ends with the test.
func Server(tb testing.TB) (url string) {
	tb.Helper()
	return "redis://" + start(tb).addr
}

// Cluster starts a cluster of three masters and returns a URL that names all
// three.
func Cluster(tb testing.TB) (url string) {
	tb.Helper()
	nodes := []node{startCluster(tb), startCluster(tb), startCluster(tb)}
	const slots = 16384
	for i, n := range nodes {
		first, last := i*slots/len(nodes), (i+1)*slots/len(nodes)-1
		n.do(tb, "CLUSTER", "ADDSLOTSRANGE", strconv.Itoa(first), strconv.Itoa(last))
		n.do(tb, "CLUSTER", "SET-CONFIG-EPOCH", strconv.Itoa(i+1))
	}
	for _, n := range nodes[1:] {
		host, port, _ := net.SplitHostPort(n.addr)
		_, bus, _ := net.SplitHostPort(n.bus)
		nodes[0].do(tb, "CLUSTER", "MEET", host, port, bus)
	}
	var addrs []string
	for _, n := range nodes {
		n.await(tb, "the cluster", func() bool {
			return strings.Contains(n.do(tb, "CLUSTER", "INFO"), "cluster_state:ok") &&
				strings.Count(n.do(tb, "CLUSTER", "NODES"), " connected") == len(nodes)
		})
		addrs = append(addrs, n.addr)
	}
	return "redis://" + strings.Join(addrs, ",")
}

// Do runs a command without spaces in its words on every server of a URL that
// came from Server or Cluster ("FLUSHALL", "SCRIPT", "FLUSH"), and returns the
// answers as text.
func Do(tb testing.TB, url string, words ...string) []string {
	tb.Helper()
	var answers []string
	for addr := range strings.SplitSeq(strings.TrimPrefix(url, "redis://"), ",") {
		answers = append(answers, node{addr: addr}.do(tb, words...))
	}
	return answers
}

// node is one running server.
type node struct {
	addr, bus string
	log       string // path
}

func startCluster(tb testing.TB) node {
	tb.Helper()
	bus := free(tb)
	_, port, _ := net.SplitHostPort(bus)
	n := start(tb, "--cluster-enabled", "yes", "--cluster-port", port)
	n.bus = bus
	return n
}

// start runs a server and waits until it answers.
func start(tb testing.TB, options ...string) node {
	tb.Helper()
	path, err := exec.LookPath("redis-server")
	if err != nil {
		if os.Getenv("OVERHOOR_NEED_REDIS") == "1" {
			tb.Fatal("redis-server is needed here and isn't installed")
		}
		tb.Skip("redis-server isn't installed")
	}
	dir := tb.TempDir()
	n := node{addr: free(tb), log: filepath.Join(dir, "log")}
	host, port, _ := net.SplitHostPort(n.addr)
	server := exec.Command(path, append([]string{"--bind", host, "--port", port, "--dir", dir,
		"--logfile", n.log, "--save", "", "--appendonly", "no"}, options...)...)
	if err := server.Start(); err != nil {
		tb.Fatalf("start redis-server: %v", err)
	}
	tb.Cleanup(func() {
		_ = server.Process.Kill()
		_ = server.Wait()
	})
	n.await(tb, "redis-server", func() bool {
		conn, err := net.Dial("tcp", n.addr)
		if err == nil {
			err = conn.Close()
		}
		return err == nil
	})
	return n
}

// free finds a port that nobody listens on.
func free(tb testing.TB) (addr string) {
	tb.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// await polls another process: there is nothing to wait on.
func (n node) await(tb testing.TB, what string, ready func() bool) {
	tb.Helper()
	for deadline := time.Now().Add(20 * time.Second); !ready(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			log, _ := os.ReadFile(n.log)
			tb.Fatalf("%s didn't come up in 20 seconds; it says:\n%s", what, log)
		}
	}
}

// do runs one command; an error answer fails the test.
func (n node) do(tb testing.TB, words ...string) string {
	tb.Helper()
	conn, err := net.Dial("tcp", n.addr)
	if err != nil {
		tb.Fatal(err)
	}
	defer conn.Close()
	if _, err := fmt.Fprintf(conn, "%s\r\n", strings.Join(words, " ")); err != nil {
		tb.Fatal(err)
	}
	answer, err := read(bufio.NewReader(conn))
	if err != nil || strings.HasPrefix(answer, "-") {
		tb.Fatalf("redis: %s: %s %v", strings.Join(words, " "), answer, err)
	}
	return answer
}

// read takes one answer: a line, or a string of a length given by a line.
func read(r *bufio.Reader) (string, error) {
	line, err := r.ReadString('\n')
	line = strings.TrimSpace(line)
	if err != nil || !strings.HasPrefix(line, "$") {
		return line, err
	}
	n, err := strconv.Atoi(line[1:])
	if err != nil || n < 0 {
		return "", err
	}
	text := make([]byte, n)
	_, err = io.ReadFull(r, text)
	return string(text), err
}
