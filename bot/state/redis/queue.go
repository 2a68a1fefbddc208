package redis

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/overhoor/overhoor/bot/state"
)

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
