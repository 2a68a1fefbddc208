package state

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/overhoor/overhoor/scheduler"
)

// A packed memory, version 1, big endian: the version (1 byte), stability and
// difficulty (8 each, IEEE 754), due and last (6 each, milliseconds since
// 1970), reps and lapses (2 each). A memory of a card never met is no bytes.
const (
	memoryVersion = 1
	memorySize    = 33
)

// packMemory appends a memory to b. Equal memories have equal bytes, times
// counted by the millisecond: that is what compare-and-set stands on.
func packMemory(b []byte, m scheduler.Memory) []byte {
	if m.Stability == 0 && m.Difficulty == 0 && m.Reps == 0 && m.Lapses == 0 && m.Due.IsZero() && m.Last.IsZero() {
		return b
	}
	b = append(b, memoryVersion)
	b = binary.BigEndian.AppendUint64(b, math.Float64bits(m.Stability))
	b = binary.BigEndian.AppendUint64(b, math.Float64bits(m.Difficulty))
	b = packTime(b, m.Due)
	b = packTime(b, m.Last)
	b = binary.BigEndian.AppendUint16(b, m.Reps)
	return binary.BigEndian.AppendUint16(b, m.Lapses)
}

func unpackMemory(b []byte) (scheduler.Memory, error) {
	if len(b) == 0 {
		return scheduler.Memory{}, nil
	}
	if b[0] != memoryVersion || len(b) != memorySize {
		return scheduler.Memory{}, fmt.Errorf("a memory of version %d and %d bytes: "+
			"it was written by another version of overhoor, use that one or a newer one", b[0], len(b))
	}
	return scheduler.Memory{
		Stability:  math.Float64frombits(binary.BigEndian.Uint64(b[1:])),
		Difficulty: math.Float64frombits(binary.BigEndian.Uint64(b[9:])),
		Due:        unpackTime(b[17:]),
		Last:       unpackTime(b[23:]),
		Reps:       binary.BigEndian.Uint16(b[29:]),
		Lapses:     binary.BigEndian.Uint16(b[31:]),
	}, nil
}

// packTime writes the low 48 bits of the milliseconds: enough for the years
// -2490 to 6429, so also for the zero time.
func packTime(b []byte, t time.Time) []byte {
	var ms [8]byte
	binary.BigEndian.PutUint64(ms[:], uint64(t.UnixMilli()))
	return append(b, ms[2:]...)
}

func unpackTime(b []byte) time.Time {
	var ms [8]byte
	copy(ms[2:], b[:6])
	signed := int64(binary.BigEndian.Uint64(ms[:])<<16) >> 16
	if signed == (time.Time{}).UnixMilli() {
		return time.Time{}
	}
	return time.UnixMilli(signed).UTC()
}

var errShort = errors.New("it ends too early")

// reader takes a packed entry apart; after a failure it yields zeros.
type reader struct {
	rest []byte
	err  error
}

func (r *reader) take(n uint64) []byte {
	if r.err == nil && n > uint64(len(r.rest)) {
		r.err = errShort
	}
	if r.err != nil {
		return nil
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

func (r *reader) byte() byte {
	if b := r.take(1); b != nil {
		return b[0]
	}
	return 0
}

func (r *reader) sized() []byte {
	n, used := binary.Uvarint(r.rest)
	if used <= 0 {
		r.err = errShort
		return nil
	}
	r.take(uint64(used))
	return r.take(n)
}

func (r *reader) memory() scheduler.Memory {
	m, err := unpackMemory(r.sized())
	if err != nil && r.err == nil {
		r.err = err
	}
	return m
}

func sized(b, part []byte) []byte {
	return append(binary.AppendUvarint(b, uint64(len(part))), part...)
}
