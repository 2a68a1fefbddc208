package bench

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"time"

	"github.com/overhoor/overhoor/bot/state/redis"
)

var errNoServer = errors.New("redis-server isn't installed: install it (apt-get install redis-server), " +
	"or name an empty Redis with --redis redis://host:6379/0")

// open opens what server finds; closer ends both.
func open(ctx context.Context, named string) (url string, kernel *redis.Kernel, closer func(), err error) {
	url, stop, err := server(ctx, named)
	if err != nil {
		return "", nil, nil, err
	}
	if kernel, err = redis.Open(ctx, url); err != nil {
		stop()
		return "", nil, nil, err
	}
	return url, kernel, func() {
		_ = kernel.Close() // what was measured was said
		stop()
	}, nil
}

// server finds the Redis to use, which is the one that is named, or starts one that stop ends.
func server(ctx context.Context, named string) (url string, stop func(), err error) {
	if named != "" {
		return named, func() {}, isEmpty(ctx, named)
	}
	program, err := exec.LookPath("redis-server")
	if err != nil {
		return "", nil, errNoServer
	}
	host, port, err := freePort()
	if err != nil {
		return "", nil, fmt.Errorf("start redis-server: %w", err)
	}
	folder, err := os.MkdirTemp("", "overhoor-bench")
	if err != nil {
		return "", nil, fmt.Errorf("start redis-server: %w", err)
	}
	server := exec.Command(program, "--bind", host, "--port", port, "--dir", folder,
		"--save", "", "--appendonly", "no", "--loglevel", "warning")
	if err := server.Start(); err != nil {
		return "", nil, errors.Join(fmt.Errorf("start redis-server: %w", err), os.RemoveAll(folder))
	}
	stop = func() {
		_ = server.Process.Kill() // it keeps nothing
		_ = server.Wait()
		_ = os.RemoveAll(folder)
	}
	url = "redis://" + net.JoinHostPort(host, port)
	if err := awake(ctx, url); err != nil {
		stop()
		return "", nil, err
	}
	return url, stop, nil
}

// isEmpty refuses a Redis that holds anything: a benchmark leaves a million
// learners behind.
func isEmpty(ctx context.Context, url string) error {
	kernel, err := redis.Open(ctx, url)
	if err != nil {
		return err
	}
	used, err := kernel.Usage(ctx)
	if err == nil && used.Keys > 0 {
		err = fmt.Errorf("this Redis holds %d keys: name an empty one, what the benchmark writes is left there", used.Keys)
	}
	return errors.Join(err, kernel.Close())
}

// awake waits until a server answers.
func awake(ctx context.Context, url string) error {
	for try := 0; ; try++ {
		kernel, err := redis.Open(ctx, url)
		if err == nil {
			return kernel.Close()
		}
		if try == 100 || ctx.Err() != nil {
			return fmt.Errorf("start redis-server: %w", err)
		}
		time.Sleep(50 * time.Millisecond)
	}
}

func freePort() (host, port string, err error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", "", err
	}
	host, port, err = net.SplitHostPort(l.Addr().String())
	return host, port, errors.Join(err, l.Close())
}
