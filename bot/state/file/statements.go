package file

import (
	"context"
	"database/sql"
	"errors"
)

// statements are all that is run on the file, prepared once. They must be
// closed before the connection, which stays open otherwise.
type statements struct {
	all []*sql.Stmt

	value, hash, log             *sql.Stmt // reads
	begin, commit, rollback      *sql.Stmt
	absent, begins, sized, taken *sql.Stmt // checks
	put, drop, dropKey           *sql.Stmt // writes
	last, push, trim, from, long *sql.Stmt // of a log
	enqueue, dequeue, due, lease *sql.Stmt // of a queue
	sweep                        *sql.Stmt
}

func prepareAll(ctx context.Context, conn *sql.Conn) (statements, error) {
	var s statements
	for _, p := range []struct {
		stmt **sql.Stmt
		text string
	}{
		{&s.value, `SELECT value FROM item WHERE slot = ? AND key = ? AND field = '' AND (ends IS NULL OR ends > ?)`},
		{&s.hash, `SELECT field, value FROM item WHERE slot = ? AND key = ?`},
		{&s.log, `SELECT value FROM log WHERE slot = ? AND key = ? ORDER BY n DESC LIMIT ?`},
		{&s.from, `SELECT value FROM log WHERE slot = ? AND key = ? ORDER BY n LIMIT -1 OFFSET ?`},
		{&s.begin, `BEGIN IMMEDIATE`}, {&s.commit, `COMMIT`}, {&s.rollback, `ROLLBACK`},
		{&s.absent, `SELECT NOT EXISTS (SELECT 1 FROM item
			WHERE slot = ? AND key = ? AND field = ? AND (ends IS NULL OR ends > ?))`},
		{&s.begins, `SELECT EXISTS (SELECT 1 FROM item
			WHERE slot = ? AND key = ? AND field = ? AND (ends IS NULL OR ends > ?) AND substr(value, 1, ?) = ?)`},
		{&s.sized, `SELECT count(*) = ? FROM item WHERE slot = ? AND key = ?`},
		{&s.taken, `SELECT EXISTS (SELECT 1 FROM queue
			WHERE slot = ? AND key = ? AND member = ? AND planned = ? AND due <> planned)`},
		{&s.put, `INSERT OR REPLACE INTO item (slot, key, field, value, ends) VALUES (?, ?, ?, ?, ?)`},
		{&s.drop, `DELETE FROM item WHERE slot = ? AND key = ? AND field = ?`},
		{&s.dropKey, `DELETE FROM item WHERE slot = ? AND key = ?`},
		{&s.last, `SELECT coalesce(max(n), 0) FROM log WHERE slot = ? AND key = ?`},
		{&s.push, `INSERT INTO log (slot, key, n, value) VALUES (?, ?, ?, ?)`},
		{&s.long, `SELECT count(*) = ? FROM log WHERE slot = ? AND key = ?`},
		{&s.trim, `DELETE FROM log WHERE slot = ? AND key = ? AND n <= ?`},
		{&s.enqueue, `INSERT OR REPLACE INTO queue (slot, key, member, due, planned) VALUES (?, ?, ?, ?, ?)`},
		{&s.dequeue, `DELETE FROM queue WHERE slot = ? AND key = ? AND member = ?`},
		{&s.due, `SELECT slot, key, member, planned FROM queue WHERE due <= ? ORDER BY due`},
		{&s.lease, `UPDATE queue SET due = ? WHERE slot = ? AND key = ? AND member = ?`},
		{&s.sweep, `DELETE FROM item WHERE ends <= ?`},
	} {
		var err error
		if *p.stmt, err = conn.PrepareContext(ctx, p.text); err != nil {
			return s, err
		}
		s.all = append(s.all, *p.stmt)
	}
	return s, nil
}

func (s *statements) close() error {
	var failed error
	for _, stmt := range s.all {
		failed = errors.Join(failed, stmt.Close())
	}
	return failed
}
