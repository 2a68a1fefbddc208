package redis

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"
)

// Usage is what a server takes, or all masters of a cluster together.
type Usage struct {
	Memory int64         // bytes
	CPU    time.Duration // processor time since the start
	Keys   int64
}

// Usage asks the servers what they take.
func (k *Kernel) Usage(ctx context.Context) (Usage, error) {
	var mu sync.Mutex
	var all Usage
	ask := func(ctx context.Context, c *redis.Client) error {
		keys, err := c.DBSize(ctx).Result()
		if err != nil {
			return err
		}
		info, err := c.Info(ctx, "memory", "cpu").Result()
		if err != nil {
			return err
		}
		mu.Lock()
		defer mu.Unlock()
		all.Keys += keys
		all.Memory += int64(figure(info, "used_memory"))
		seconds := figure(info, "used_cpu_user") + figure(info, "used_cpu_sys")
		all.CPU += time.Duration(seconds * float64(time.Second))
		return nil
	}
	var err error
	switch c := k.client.(type) {
	case *redis.ClusterClient:
		err = c.ForEachMaster(ctx, ask)
	case *redis.Client:
		err = ask(ctx, c)
	}
	if err != nil {
		return Usage{}, fmt.Errorf("ask Redis what it takes: %w", err)
	}
	return all, nil
}

// figure finds a number in what INFO answers; 0 if it isn't there.
func figure(info, name string) float64 {
	for line := range strings.Lines(info) {
		if value, ok := strings.CutPrefix(line, name+":"); ok {
			f, _ := strconv.ParseFloat(strings.TrimSpace(value), 64)
			return f
		}
	}
	return 0
}
