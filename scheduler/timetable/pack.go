package timetable

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"time"
)

var errPacked = errors.New("unpack a timetable: not what was packed")

// MarshalText packs the intervals to about five characters each, to the
// minute: a profile that carries them is written at each answer.
func (b Busy) MarshalText() ([]byte, error) {
	var packed []byte
	last := int64(0)
	for _, i := range b {
		from, until := i.From.Unix()/60, (i.Until.Unix()+59)/60
		packed = binary.AppendUvarint(packed, uint64(from-last))
		packed = binary.AppendUvarint(packed, uint64(until-from))
		last = until
	}
	return base64.RawStdEncoding.AppendEncode(nil, packed), nil
}

// UnmarshalText unpacks what MarshalText packed. The intervals are in UTC.
func (b *Busy) UnmarshalText(text []byte) error {
	packed, err := base64.RawStdEncoding.AppendDecode(nil, text)
	if err != nil {
		return errPacked
	}
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
