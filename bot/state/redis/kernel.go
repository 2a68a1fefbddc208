package redis

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"time"

	"github.com/go-redis/redis_rate/v10"
	"github.com/redis/go-redis/v9"

	"github.com/overhoor/overhoor/bot/state"
)

//go:embed commit.lua
var commitLua string

//go:embed take.lua
var takeLua string

//go:embed hold.lua
var holdLua string

func keyOf(slot, key string) string { return "{" + slot + "}" + key }

// Read answers all queries in one pipeline.
func (k *Kernel) Read(ctx context.Context, queries ...state.Query) ([]state.Found, error) {
	asked := make([]redis.Cmder, len(queries))
	for i, q := range queries {
		asked[i] = ask(ctx, q)
	}
	if err := k.send(ctx, asked...); err != nil {
		return nil, fmt.Errorf("read from Redis: %w", err)
	}
	found := make([]state.Found, len(queries))
	for i, cmd := range asked {
		found[i] = answer(cmd)
	}
	return found, nil
}

// ask is the command that answers a query.
func ask(ctx context.Context, q state.Query) redis.Cmder {
	key := keyOf(q.Slot, q.Key)
	switch q.Kind {
	case state.Hash:
		return redis.NewMapStringStringCmd(ctx, "hgetall", key)
	case state.Log:
		from := q.From
		if q.Newest > 0 {
			from = -q.Newest
		}
		return redis.NewStringSliceCmd(ctx, "lrange", key, from, -1)
	default:
		return redis.NewStringCmd(ctx, "get", key)
	}
}

// answer reads what a command of ask's brought.
func answer(cmd redis.Cmder) (f state.Found) {
	switch cmd := cmd.(type) {
	case *redis.MapStringStringCmd:
		f.Hash = make(map[string][]byte, len(cmd.Val()))
		for field, value := range cmd.Val() {
			f.Hash[field] = []byte(value)
		}
	case *redis.StringSliceCmd:
		f.Log = make([][]byte, len(cmd.Val()))
		for i, entry := range cmd.Val() {
			f.Log[i] = []byte(entry)
		}
	case *redis.StringCmd:
		if cmd.Err() == nil {
			f.Value = []byte(cmd.Val())
		}
	}
	return f
}

// send lets commands go together with those that others send at this moment,
// in one pipeline, and waits for the answers; the first error among them is
// returned. That something isn't there is no error. A context that ends
// meanwhile ends the waiting only.
func (k *Kernel) send(ctx context.Context, cmds ...redis.Cmder) (failed error) {
	if err := ctx.Err(); err != nil {
		return err
	}
	sent := make([]redis.AutoFuture, len(cmds))
	for i, cmd := range cmds {
		sent[i] = k.pipe.Submit(ctx, cmd)
	}
	for _, answer := range sent {
		err := answer.WaitContext(ctx)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if failed == nil && !errors.Is(err, redis.Nil) {
			failed = err
		}
	}
	return failed
}

// call is what one run of a script is given.
type call struct {
	keys []string
	args []any
}

// run runs a script once for each call. Servers that have forgotten it, or
// never knew it, are given it again.
func (k *Kernel) run(ctx context.Context, s *redis.Script, calls ...call) ([]*redis.Cmd, error) {
	answers := make([]*redis.Cmd, len(calls))
	cmds := make([]redis.Cmder, len(calls))
	for i, c := range calls {
		args := append(make([]any, 0, 3+len(c.keys)+len(c.args)), "evalsha", s.Hash(), len(c.keys))
		for _, key := range c.keys {
			args = append(args, key)
		}
		answers[i] = redis.NewCmd(ctx, append(args, c.args...)...)
		if len(c.keys) > 0 {
			answers[i].SetFirstKeyPos(3)
		}
		cmds[i] = answers[i]
	}
	err := k.send(ctx, cmds...)
	if err == nil || !redis.HasErrorPrefix(err, "NOSCRIPT") {
		return answers, err
	}
	for i, c := range calls {
		if redis.HasErrorPrefix(answers[i].Err(), "NOSCRIPT") {
			answers[i] = s.Eval(ctx, k.client, c.keys, c.args...)
		}
		if err := answers[i].Err(); err != nil {
			return nil, err
		}
	}
	return answers, nil
}

// Commit runs the commit script, whose own text says what it is given.
func (k *Kernel) Commit(ctx context.Context, c state.Commit) error {
	s := script{slot: c.Slot}
	s.args = append(s.args, len(c.Checks))
	for _, check := range c.Checks {
		s.check(check)
	}
	for _, w := range c.Writes {
		s.write(w)
	}
	answers, err := k.run(ctx, k.commit, s.call)
	failed := 0
	if err == nil {
		failed, err = answers[0].Int()
	}
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
	call
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
	case state.Long:
		s.add(c.Key, "long", "", c.Size)
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

func holdKey(name string) string { return "hold:" + name }

// Hold holds up all processes together.
func (k *Kernel) Hold(ctx context.Context, name string, d time.Duration) error {
	_, err := k.run(ctx, k.hold, call{keys: []string{holdKey(name)}, args: []any{milliseconds(d)}})
	if err != nil {
		return fmt.Errorf("hold up the pace in Redis: %w", err)
	}
	return nil
}

// Allow takes one from what a rate allows to all processes together.
func (k *Kernel) Allow(ctx context.Context, name string, r state.Rate) (time.Duration, error) {
	held, err := k.client.PTTL(ctx, holdKey(name)).Result()
	if err != nil {
		return 0, fmt.Errorf("ask Redis for the pace: %w", err)
	}
	if held > 0 {
		return held, nil
	}
	result, err := k.rate.Allow(ctx, name, redis_rate.Limit{Rate: r.Count, Burst: r.Burst - r.Spare, Period: r.Per})
	if err != nil {
		return 0, fmt.Errorf("ask Redis for the pace: %w", err)
	}
	if result.Allowed > 0 {
		return 0, nil
	}
	return max(result.RetryAfter, time.Millisecond), nil
}
