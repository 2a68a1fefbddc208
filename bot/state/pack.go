package state

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/overhoor/overhoor/scheduler"
)

// A packed memory, version 2, big endian: the version (1 byte), stability, fast
// stability and difficulty (4 each, IEEE 754), due and last (4 each, seconds),
// reps and lapses (varints: mostly 1 each). A memory of a card never met is no
// bytes.
//
// Version 1 had stability and difficulty (8 bytes each), due and last (6 each,
// milliseconds since 1970), reps and lapses (2 each).
const (
	memoryVersion = 2
	memorySize1   = 33
)

// packMemory makes bytes of a memory, none of an empty one. Equal memories have equal bytes, numbers
// rounded to float32 and times to the second: that is what compare-and-set
// stands on.
func packMemory(m scheduler.Memory) []byte {
	if m.New() && m.Stability == 0 && m.Fast == 0 && m.Difficulty == 0 && m.Lapses == 0 && m.Due.IsZero() && m.Last.IsZero() {
		return nil
	}
	b := []byte{memoryVersion}
	for _, x := range []float64{m.Stability, m.Fast, m.Difficulty} {
		b = binary.BigEndian.AppendUint32(b, math.Float32bits(float32(x)))
	}
	for _, t := range []time.Time{m.Due, m.Last} {
		b = binary.BigEndian.AppendUint32(b, seconds(t))
	}
	b = binary.AppendUvarint(b, uint64(m.Reps))
	return binary.AppendUvarint(b, uint64(m.Lapses))
}

func unpackMemory(b []byte) (scheduler.Memory, error) {
	switch {
	case len(b) == 0:
		return scheduler.Memory{}, nil
	case b[0] == memoryVersion:
		r := reader{rest: b[1:]}
		m := scheduler.Memory{
			Stability: r.float(), Fast: r.float(), Difficulty: r.float(),
			Due: r.second(), Last: r.second(),
			Reps: r.count(), Lapses: r.count(),
		}
		if r.err == nil && len(r.rest) == 0 {
			return m, nil
		}
	case b[0] == 1 && len(b) == memorySize1:
		return unpackMemory(packMemory(scheduler.Memory{
			Stability:  math.Float64frombits(binary.BigEndian.Uint64(b[1:])),
			Difficulty: math.Float64frombits(binary.BigEndian.Uint64(b[9:])),
			Due:        unpackTime(b[17:]),
			Last:       unpackTime(b[23:]),
			Reps:       binary.BigEndian.Uint16(b[29:]),
			Lapses:     binary.BigEndian.Uint16(b[31:]),
		}))
	}
	return scheduler.Memory{}, fmt.Errorf("a memory of version %d and %d bytes: "+
		"it was written by another version of overhoor, use that one or a newer one", b[0], len(b))
}

// outdated tells whether a packed memory is of an older version.
func outdated(packed []byte) bool { return len(packed) > 0 && packed[0] != memoryVersion }

// epoch is the beginning of 2020 in seconds since 1970, from which those of a
// memory count: they last until 2156.
const epoch = 1577836800

// seconds are 0 for the zero time. A time that they can't tell becomes the
// nearest that they can.
func seconds(t time.Time) uint32 {
	if t.IsZero() {
		return 0
	}
	return uint32(min(max(t.Unix()-epoch, 1), math.MaxUint32))
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

var (
	errShort = errors.New("it ends too early")
	errLarge = errors.New("a number in it is too large")
)

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

func (r *reader) uint32() uint32 {
	if b := r.take(4); b != nil {
		return binary.BigEndian.Uint32(b)
	}
	return 0
}

func (r *reader) float() float64 { return float64(math.Float32frombits(r.uint32())) }

func (r *reader) second() time.Time {
	if s := r.uint32(); s != 0 {
		return time.Unix(epoch+int64(s), 0).UTC()
	}
	return time.Time{}
}

func (r *reader) varint() uint64 {
	n, used := binary.Uvarint(r.rest)
	if used <= 0 {
		r.err = errShort
		return 0
	}
	r.take(uint64(used))
	return n
}

func (r *reader) count() uint16 {
	n := r.varint()
	if n > math.MaxUint16 {
		r.err = errLarge
		return 0
	}
	return uint16(n)
}

func (r *reader) sized() []byte { return r.take(r.varint()) }

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
