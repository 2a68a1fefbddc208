// Package file is the state's kernel on one SQLite file: what serves when
// there is no Redis.
//
// A commit is in the file's journal before it is acknowledged, so killing the
// process loses nothing. Once a second the journal is synced to the disk, so a
// crash of the whole machine may lose the last second, and never leaves a half
// commit. One process at a time may use a file.
package file

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"github.com/overhoor/overhoor/bot/state"
)

// Kernel is one file, or one memory.
type Kernel struct {
	pace

	mu    sync.Mutex // one user of conn at a time
	db    *sql.DB
	conn  *sql.Conn
	run   statements
	dirty atomic.Bool

	close sync.Once
	stop  chan struct{}
	done  chan struct{}
}

var _ state.Kernel = (*Kernel)(nil)

// Open opens a file, or begins it; its folder is made if need be. A file that
// another process uses is an error.
func Open(path string) (*Kernel, error) {
	if err := prepare(path); err != nil {
		return nil, fmt.Errorf("open the state in %s: %w", path, err)
	}
	k, err := open(path)
	if err == nil {
		return k, nil
	}
	var lite *sqlite.Error
	if errors.As(err, &lite) {
		switch lite.Code() & 0xff {
		case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
			return nil, fmt.Errorf("another overhoor is using this folder (%s): stop it first, "+
				"or give this one a folder of its own", filepath.Dir(path))
		case sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT:
			return nil, fmt.Errorf("%s is not a state of overhoor, or is damaged (%w): "+
				"put back a copy of it, or move it away to begin anew", path, err)
		}
	}
	return nil, fmt.Errorf("open the state in %s: %w", path, err)
}

// Memory makes a kernel that is gone when it is closed.
func Memory() (*Kernel, error) { return open(":memory:") }

// prepare makes the folder and an empty file that only we can read: SQLite
// would let everyone. A file that is there isn't touched: to close it again
// would give up the locks that this process may have on it.
func prepare(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return f.Close()
}

func open(path string) (*Kernel, error) {
	db, err := sql.Open("sqlite", path)
	if err != nil {
		return nil, err
	}
	k := &Kernel{db: db, stop: make(chan struct{}), done: make(chan struct{})}
	if k.conn, err = db.Conn(context.Background()); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	if err := k.begin(); err != nil {
		return nil, errors.Join(err, k.free())
	}
	go k.tend()
	return k, nil
}

// schema is what a file of version 1 holds. ends and the queue's times are in
// milliseconds since 1970; due is when to look at a member again, slot what it
// was planned for.
const schema = `
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA cache_size = -16384;
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS item (
	slot TEXT, key TEXT, field TEXT, value BLOB NOT NULL, ends INTEGER,
	PRIMARY KEY (slot, key, field)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS item_ends ON item (ends) WHERE ends IS NOT NULL;
CREATE TABLE IF NOT EXISTS log (
	slot TEXT, key TEXT, n INTEGER, value BLOB NOT NULL,
	PRIMARY KEY (slot, key, n)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS queue (
	slot TEXT, key TEXT, member TEXT, due INTEGER NOT NULL, planned INTEGER NOT NULL,
	PRIMARY KEY (slot, key, member)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS queue_due ON queue (due);
PRAGMA user_version = 1;
COMMIT;`

// begin takes the file for us alone and makes ready what is run on it.
func (k *Kernel) begin() error {
	ctx := context.Background()
	if _, err := k.conn.ExecContext(ctx, "PRAGMA locking_mode = EXCLUSIVE"); err != nil {
		return err
	}
	var version int
	if err := k.conn.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	if version > 1 {
		return fmt.Errorf("it was written by a newer overhoor (version %d): use that one", version)
	}
	if _, err := k.conn.ExecContext(ctx, schema); err != nil {
		return err
	}
	var err error
	k.run, err = prepareAll(ctx, k.conn)
	return err
}

// Alone is true: the file is locked.
func (k *Kernel) Alone() bool { return true }

// Ping tells whether the file is open.
func (k *Kernel) Ping(ctx context.Context) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.conn.PingContext(ctx)
}

// Close ends the use of the file and frees it for others. To close it again
// does nothing.
func (k *Kernel) Close() (err error) {
	k.close.Do(func() {
		close(k.stop)
		<-k.done
		k.mu.Lock()
		defer k.mu.Unlock()
		err = k.free()
	})
	return err
}

func (k *Kernel) free() error {
	return errors.Join(k.run.close(), k.conn.Close(), k.db.Close())
}

// tend syncs once a second what was written, and clears away once a minute
// what has ended. What fails here is tried again, and fails the next commit
// if it is serious.
func (k *Kernel) tend() {
	defer close(k.done)
	second, minute := time.NewTicker(time.Second), time.NewTicker(time.Minute)
	defer second.Stop()
	defer minute.Stop()
	for {
		select {
		case <-k.stop:
			return
		case <-second.C:
			k.sync()
		case <-minute.C:
			k.sweep()
		}
	}
}

// sync moves the journal into the file, which syncs both.
func (k *Kernel) sync() {
	if !k.dirty.Swap(false) {
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if _, err := k.conn.ExecContext(context.Background(), "PRAGMA wal_checkpoint(PASSIVE)"); err != nil {
		k.dirty.Store(true)
	}
}

// sweep is allowed to fail: what has ended isn't read anyway.
func (k *Kernel) sweep() {
	k.mu.Lock()
	defer k.mu.Unlock()
	_, _ = k.run.sweep.Exec(time.Now().UnixMilli())
}
