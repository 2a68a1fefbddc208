package file

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/overhoor/overhoor/bot/state"
)

// Nothing here takes long, so what is begun is finished: a context only keeps
// it from beginning.

// Read answers all queries.
func (k *Kernel) Read(ctx context.Context, queries ...state.Query) ([]state.Found, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	found := make([]state.Found, len(queries))
	for i, q := range queries {
		var err error
		switch q.Kind {
		case state.Value:
			found[i].Value, err = k.value(q)
		case state.Hash:
			found[i].Hash, err = k.hash(q)
		case state.Log:
			found[i].Log, err = k.log(q)
		}
		if err != nil {
			return nil, fmt.Errorf("read the state file: %w", err)
		}
	}
	return found, nil
}

func (k *Kernel) value(q state.Query) ([]byte, error) {
	var value []byte
	err := k.run.value.QueryRow(q.Slot, q.Key, time.Now().UnixMilli()).Scan(&value)
	if err == sql.ErrNoRows {
		return nil, nil
	}
	return value, err
}

func (k *Kernel) hash(q state.Query) (map[string][]byte, error) {
	rows, err := k.run.hash.Query(q.Slot, q.Key)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	fields := make(map[string][]byte)
	for rows.Next() {
		var field string
		var value []byte
		if err := rows.Scan(&field, &value); err != nil {
			return nil, err
		}
		fields[field] = value
	}
	return fields, rows.Err()
}

func (k *Kernel) log(q state.Query) ([][]byte, error) {
	read, n := k.run.from, q.From
	if q.Newest > 0 {
		read, n = k.run.log, q.Newest
	}
	rows, err := read.Query(q.Slot, q.Key, n)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var entries [][]byte
	for rows.Next() {
		var entry []byte
		if err := rows.Scan(&entry); err != nil {
			return nil, err
		}
		entries = append(entries, entry)
	}
	if q.Newest > 0 {
		slices.Reverse(entries)
	}
	return entries, rows.Err()
}

// Commit checks and then writes, all or nothing.
func (k *Kernel) Commit(ctx context.Context, c state.Commit) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return k.transact(func() error {
		now := time.Now()
		for _, check := range c.Checks {
			ok, err := k.holds(c.Slot, check, now)
			if err != nil {
				return fmt.Errorf("check the state file: %w", err)
			}
			if !ok {
				return check.Else
			}
		}
		for _, w := range c.Writes {
			if err := k.write(c.Slot, w, now); err != nil {
				return fmt.Errorf("write the state file: %w", err)
			}
		}
		return nil
	})
}

// transact does all of what f does, or nothing when it fails.
func (k *Kernel) transact(f func() error) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if _, err := k.run.begin.Exec(); err != nil {
		return fmt.Errorf("write the state file: %w", err)
	}
	err := f()
	if err == nil {
		if _, err = k.run.commit.Exec(); err == nil {
			k.dirty.Store(true)
			return nil
		}
		err = fmt.Errorf("write the state file: %w", err)
	}
	// SQLite may have rolled back itself (disk full): that isn't worse.
	_, _ = k.run.rollback.Exec()
	return err
}

func (k *Kernel) holds(slot string, c state.Check, now time.Time) (ok bool, err error) {
	switch c.Cond {
	case state.Absent:
		err = k.run.absent.QueryRow(slot, c.Key, c.Field, now.UnixMilli()).Scan(&ok)
	case state.Begins:
		err = k.run.begins.QueryRow(slot, c.Key, c.Field, now.UnixMilli(), len(c.Value), c.Value).Scan(&ok)
	case state.Sized:
		err = k.run.sized.QueryRow(c.Size, slot, c.Key).Scan(&ok)
	case state.Long:
		err = k.run.long.QueryRow(c.Size, slot, c.Key).Scan(&ok)
	case state.Taken:
		err = k.run.taken.QueryRow(slot, c.Key, c.Field, c.At.UnixMilli()).Scan(&ok)
	}
	return ok, err
}

func (k *Kernel) write(slot string, w state.Write, now time.Time) error {
	var err error
	switch {
	case w.Op == state.Put:
		var ends sql.NullInt64
		if w.TTL > 0 {
			ends = sql.NullInt64{Int64: now.Add(w.TTL).UnixMilli(), Valid: true}
		}
		_, err = k.run.put.Exec(slot, w.Key, w.Field, w.Value, ends)
	case w.Op == state.Drop && w.Field == "":
		if _, err = k.run.dropKey.Exec(slot, w.Key); err == nil {
			_, err = k.run.trim.Exec(slot, w.Key, int64(math.MaxInt64))
		}
	case w.Op == state.Drop:
		_, err = k.run.drop.Exec(slot, w.Key, w.Field)
	case w.Op == state.Append:
		err = k.append(slot, w)
	case w.Op == state.Enqueue:
		_, err = k.run.enqueue.Exec(slot, w.Key, w.Field, w.At.UnixMilli(), w.At.UnixMilli())
	case w.Op == state.Dequeue:
		_, err = k.run.dequeue.Exec(slot, w.Key, w.Field)
	}
	return err
}

func (k *Kernel) append(slot string, w state.Write) error {
	var n int64
	if err := k.run.last.QueryRow(slot, w.Key).Scan(&n); err != nil {
		return err
	}
	if _, err := k.run.push.Exec(slot, w.Key, n+1, w.Value); err != nil {
		return err
	}
	if w.Keep == 0 {
		return nil
	}
	_, err := k.run.trim.Exec(slot, w.Key, n+1-int64(w.Keep))
	return err
}

// Take leases what is due.
func (k *Kernel) Take(ctx context.Context, queues []state.Queue, now time.Time, lease time.Duration, n int) ([]state.Due, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var taken []state.Due
	err := k.transact(func() error {
		due, err := k.due(queues, now, n)
		if err != nil {
			return fmt.Errorf("look for what is due in the state file: %w", err)
		}
		for _, d := range due {
			if _, err := k.run.lease.Exec(now.Add(lease).UnixMilli(), d.queue.Slot, d.queue.Key, d.Member); err != nil {
				return fmt.Errorf("lease what is due in the state file: %w", err)
			}
			taken = append(taken, d.Due)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return taken, nil
}

// member is what is due, and where.
type member struct {
	state.Due
	queue state.Queue
}

func (k *Kernel) due(queues []state.Queue, now time.Time, n int) ([]member, error) {
	rows, err := k.run.due.Query(now.UnixMilli())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var due []member
	for len(due) < n && rows.Next() {
		var m member
		var planned int64
		if err := rows.Scan(&m.queue.Slot, &m.queue.Key, &m.Member, &planned); err != nil {
			return nil, err
		}
		m.At = time.UnixMilli(planned).UTC()
		if slices.Contains(queues, m.queue) {
			due = append(due, m)
		}
	}
	return due, rows.Err()
}
