package timetable

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"io"
	"time"
)

var errPacked = errors.New("unpack a timetable: not what was packed")

// MarshalText packs the intervals to about five characters each, to the
// minute: a profile that carries them is written at each answer.
func (b Busy) MarshalText() ([]byte, error) {
	return base64.RawStdEncoding.AppendEncode(nil, b.pack()), nil
}

// UnmarshalText unpacks what MarshalText packed. The intervals are in UTC.
func (b *Busy) UnmarshalText(text []byte) error {
	packed, err := base64.RawStdEncoding.AppendDecode(nil, text)
	if err != nil {
		return errPacked
	}
	return b.unpack(packed)
}

// Pack is a whole term in as little text as can be, for who keeps it long and
// looks at it rarely: lectures repeat each week, so it shrinks well.
func (b Busy) Pack() (string, error) {
	var small bytes.Buffer
	w, err := flate.NewWriter(&small, flate.BestCompression)
	if err != nil {
		return "", err
	}
	_, err = w.Write(b.pack())
	if err = errors.Join(err, w.Close()); err != nil {
		return "", err
	}
	return base64.RawStdEncoding.EncodeToString(small.Bytes()), nil
}

// Unpack unpacks what Pack packed. The intervals are in UTC.
func Unpack(text string) (Busy, error) {
	small, err := base64.RawStdEncoding.DecodeString(text)
	if err != nil {
		return nil, errPacked
	}
	packed, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(small)), mostPacked))
	if err != nil {
		return nil, errPacked
	}
	var b Busy
	err = b.unpack(packed)
	return b, err
}

// mostPacked is how many bytes the most intervals take: 5 for a pause, 2 for a
// length, and some to spare.
const mostPacked = 10 * mostBusy

// pack writes each interval as the minutes since the one before and its own.
func (b Busy) pack() []byte {
	var packed []byte
	last := int64(0)
	for _, i := range b {
		from, until := i.From.Unix()/60, (i.Until.Unix()+59)/60
		packed = binary.AppendUvarint(packed, uint64(from-last))
		packed = binary.AppendUvarint(packed, uint64(until-from))
		last = until
	}
	return packed
}

func (b *Busy) unpack(packed []byte) error {
	*b = nil
	last := int64(0)
	for len(packed) > 0 {
		pause, n := binary.Uvarint(packed)
		length, m := binary.Uvarint(packed[max(n, 0):])
		if n <= 0 || m <= 0 || pause > 1<<32 || length > 1<<32 || last > 1<<40 {
			return errPacked
		}
		packed = packed[n+m:]
		from := last + int64(pause)
		last = from + int64(length)
		*b = append(*b, Interval{From: time.Unix(from*60, 0).UTC(), Until: time.Unix(last*60, 0).UTC()})
	}
	return nil
}
