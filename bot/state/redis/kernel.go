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
	answers, err := k.run(ctx, k.take, calls...)
	if err != nil {
		return nil, fmt.Errorf("lease what is due in Redis: %w", err)
	}
	var taken []state.Due
	for _, answer := range answers {
		pairs, err := answer.StringSlice()
		if err != nil {
			return nil, fmt.Errorf("lease what is due in Redis: %w", err)
		}
		for pair := range slices.Chunk(pairs, 2) {
			planned, err := strconv.ParseInt(pair[1], 10, 64)
			if err != nil {
				return nil, fmt.Errorf("lease what is due in Redis: the time of %q: %w", pair[0], err)
			}
			taken = append(taken, state.Due{Member: pair[0], At: time.UnixMilli(planned).UTC()})
		}
	}
	return taken, nil
}

// few is up to how many members the oldest of all queues are found exactly.
// Of more, a queue that holds many of the oldest keeps some for the next time.
const few = 64

// oldest finds in which queues the n oldest due members are, and how many of
// them in each.
func (k *Kernel) oldest(ctx context.Context, queues []state.Queue, now time.Time, n int) (map[state.Queue]int, error) {
	cmds := make([]redis.Cmder, len(queues))
	for i, q := range queues {
		cmds[i] = redis.NewZSliceCmd(ctx, "zrange", keyOf(q.Slot, q.Key), "-inf", now.UnixMilli(), "byscore",
			"limit", 0, min(n, few+4*n/len(queues)), "withscores")
	}
	if err := k.send(ctx, cmds...); err != nil {
		return nil, err
	}
	type due struct {
		at    float64
		queue state.Queue
	}
	var all []due
	for i, cmd := range cmds {
		for _, z := range cmd.(*redis.ZSliceCmd).Val() {
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
