package redis

import (
	"cmp"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/go-redis/redis_rate/v10"
	"github.com/redis/go-redis/v9"

	"github.com/overhoor/overhoor/bot/state"
)

//go:embed commit.lua
var commitLua string

//go:embed take.lua
var takeLua string

func keyOf(slot, key string) string { return "{" + slot + "}" + key }

// Read answers all queries in one pipeline.
func (k *Kernel) Read(ctx context.Context, queries ...state.Query) ([]state.Found, error) {
	fetch := make([]func() (state.Found, error), len(queries))
	_, err := k.client.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		for i, q := range queries {
			fetch[i] = ask(ctx, pipe, q)
		}
		return nil
	})
	if err != nil && !errors.Is(err, redis.Nil) {
		return nil, fmt.Errorf("read from Redis: %w", err)
	}
	found := make([]state.Found, len(queries))
	for i := range queries {
		if found[i], err = fetch[i](); err != nil {
			return nil, fmt.Errorf("read from Redis: %w", err)
		}
	}
	return found, nil
}

// ask puts a query into a pipeline and tells how its answer is read.
func ask(ctx context.Context, pipe redis.Pipeliner, q state.Query) func() (state.Found, error) {
	key := keyOf(q.Slot, q.Key)
	switch q.Kind {
	case state.Hash:
		cmd := pipe.HGetAll(ctx, key)
		return func() (state.Found, error) {
			fields := make(map[string][]byte, len(cmd.Val()))
			for field, value := range cmd.Val() {
				fields[field] = []byte(value)
			}
			return state.Found{Hash: fields}, cmd.Err()
		}
	case state.Log:
		cmd := pipe.LRange(ctx, key, int64(-q.Newest), -1)
		return func() (state.Found, error) {
			entries := make([][]byte, len(cmd.Val()))
			for i, entry := range cmd.Val() {
				entries[i] = []byte(entry)
			}
			return state.Found{Log: entries}, cmd.Err()
		}
	default:
		cmd := pipe.Get(ctx, key)
		return func() (state.Found, error) {
			value, err := cmd.Bytes()
			if errors.Is(err, redis.Nil) {
				return state.Found{}, nil
			}
			return state.Found{Value: value}, err
		}
	}
}

// Commit runs the commit script, whose own text says what it is given.
func (k *Kernel) Commit(ctx context.Context, c state.Commit) error {
	s := script{slot: c.Slot, args: []any{len(c.Checks)}}
	for _, check := range c.Checks {
		s.check(check)
	}
	for _, w := range c.Writes {
		s.write(w)
	}
	failed, err := k.commit.Run(ctx, k.client, s.keys, s.args...).Int()
	if err != nil {
		return fmt.Errorf("write to Redis: %w", err)
	}
	if failed > 0 {
		return c.Checks[failed-1].Else
	}
	return nil
}

// script gathers what the commit script is given.
type script struct {
	slot string
	keys []string
	args []any
}

func (s *script) add(key string, args ...any) {
	s.keys = append(s.keys, keyOf(s.slot, key))
	s.args = append(s.args, args...)
}

func (s *script) check(c state.Check) {
	switch c.Cond {
	case state.Absent:
		s.add(c.Key, "absent", c.Field, "")
	case state.Begins:
		s.add(c.Key, "begins", c.Field, c.Value)
	case state.Sized:
		s.add(c.Key, "sized", "", c.Size)
	case state.Taken:
		s.add(leasedKey(c.Key), "begins", c.Field, c.At.UnixMilli())
	}
}

func (s *script) write(w state.Write) {
	switch {
	case w.Op == state.Put && w.Field == "":
		s.add(w.Key, "set", "", w.Value, milliseconds(w.TTL))
	case w.Op == state.Put:
		s.add(w.Key, "hset", w.Field, w.Value, 0)
	case w.Op == state.Drop && w.Field == "":
		s.add(w.Key, "del", "", "", 0)
	case w.Op == state.Drop:
		s.add(w.Key, "hdel", w.Field, "", 0)
	case w.Op == state.Append:
		s.add(w.Key, "append", "", w.Value, w.Keep)
	case w.Op == state.Enqueue:
		s.add(w.Key, "zadd", w.Field, "", w.At.UnixMilli())
		s.add(leasedKey(w.Key), "hdel", w.Field, "", 0)
	case w.Op == state.Dequeue:
		s.add(w.Key, "zrem", w.Field, "", 0)
		s.add(leasedKey(w.Key), "hdel", w.Field, "", 0)
	}
}

// milliseconds rounds up: 0 stays for what never ends.
func milliseconds(ttl time.Duration) int64 {
	return (ttl + time.Millisecond - 1).Milliseconds()
}

// leasedKey is a hash beside a queue: member -> what it was planned for.
func leasedKey(queue string) string { return queue + ":leased" }

// Take looks at all queues in one round trip, and takes in a second one from
// those that hold the oldest members.
func (k *Kernel) Take(ctx context.Context, queues []state.Queue, now time.Time, lease time.Duration, n int) ([]state.Due, error) {
	wanted, err := k.oldest(ctx, queues, now, n)
	if err != nil {
		return nil, fmt.Errorf("look for what is due in Redis: %w", err)
	}
	var calls []call
	for queue, n := range wanted {
		calls = append(calls, call{
			keys: []string{keyOf(queue.Slot, queue.Key), keyOf(queue.Slot, leasedKey(queue.Key))},
			args: []any{now.UnixMilli(), now.Add(lease).UnixMilli(), n},
		})
	}
	answers, err := k.runAll(ctx, k.take, calls)
	if err != nil {
		return nil, fmt.Errorf("lease what is due in Redis: %w", err)
	}
	var taken []state.Due
	for _, answer := range answers {
		for pair := range slices.Chunk(answer, 2) {
			planned, err := strconv.ParseInt(pair[1], 10, 64)
			if err != nil {
				return nil, fmt.Errorf("lease what is due in Redis: the time of %q: %w", pair[0], err)
			}
			taken = append(taken, state.Due{Member: pair[0], At: time.UnixMilli(planned).UTC()})
		}
	}
	return taken, nil
}

// oldest finds in which queues the n oldest due members are, and how many of
// them in each.
func (k *Kernel) oldest(ctx context.Context, queues []state.Queue, now time.Time, n int) (map[state.Queue]int, error) {
	found := make([]*redis.ZSliceCmd, len(queues))
	_, err := k.client.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		for i, q := range queues {
			found[i] = pipe.ZRangeByScoreWithScores(ctx, keyOf(q.Slot, q.Key), &redis.ZRangeBy{
				Min: "-inf", Max: strconv.FormatInt(now.UnixMilli(), 10), Count: int64(n)})
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	type due struct {
		at    float64
		queue state.Queue
	}
	var all []due
	for i, cmd := range found {
		for _, z := range cmd.Val() {
			all = append(all, due{z.Score, queues[i]})
		}
	}
	slices.SortFunc(all, func(a, b due) int { return cmp.Compare(a.at, b.at) })
	wanted := make(map[state.Queue]int)
	for _, d := range all[:min(n, len(all))] {
		wanted[d.queue]++
	}
	return wanted, nil
}

// call is one run of a script.
type call struct {
	keys []string
	args []any
}

// runAll runs a script on many keys in one pipeline. Servers that have
// forgotten the script, or never knew it, are given it again.
func (k *Kernel) runAll(ctx context.Context, s *redis.Script, calls []call) ([][]string, error) {
	cmds := make([]*redis.Cmd, len(calls))
	_, err := k.client.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		for i, c := range calls {
			cmds[i] = s.EvalSha(ctx, pipe, c.keys, c.args...)
		}
		return nil
	})
	if err != nil && !redis.HasErrorPrefix(err, "NOSCRIPT") {
		return nil, err
	}
	answers := make([][]string, len(calls))
	for i, cmd := range cmds {
		if redis.HasErrorPrefix(cmd.Err(), "NOSCRIPT") {
			cmd = s.Eval(ctx, k.client, calls[i].keys, calls[i].args...)
		}
		if answers[i], err = cmd.StringSlice(); err != nil {
			return nil, err
		}
	}
	return answers, nil
}

// Allow takes one from what a rate allows to all processes together.
func (k *Kernel) Allow(ctx context.Context, name string, r state.Rate) (time.Duration, error) {
	result, err := k.rate.Allow(ctx, name, redis_rate.Limit{Rate: r.Count, Burst: r.Burst, Period: r.Per})
	if err != nil {
		return 0, fmt.Errorf("ask Redis for the pace: %w", err)
	}
	if result.Allowed > 0 {
		return 0, nil
	}
	return max(result.RetryAfter, time.Millisecond), nil
}
