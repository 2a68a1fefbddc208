package state

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"github.com/klauspost/compress/s2"
)

// A sealed value is its version in decimal, a space, and JSON; or, of long JSON
// such as a round's, a byte that no JSON begins with and the JSON in the S2
// format, which takes a third of the room. Who writes a value checks the
// version that he read, and counts it up.
const (
	long   = 256 // bytes of JSON, from which on it is worth packing
	packed = 0xff
)

var errSeal = errors.New("what is kept there is damaged")

// seal makes the Put of v as the version after the one that was read.
func seal(key, field string, read int64, v any) (Write, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return Write{}, fmt.Errorf("encode %s: %w", key, err)
	}
	value := stamp(read + 1)
	if len(b) >= long {
		value, b = append(value, packed), s2.EncodeBetter(nil, b)
	}
	return Write{Op: Put, Key: key, Field: field, Value: append(value, b...)}, nil
}

// unsealed is the check that a sealed value still has the version that was
// read; version 0 is one that isn't there.
func unsealed(key, field string, read int64, otherwise error) Check {
	if read == 0 {
		return Check{Cond: Absent, Key: key, Field: field, Else: otherwise}
	}
	return Check{Cond: Begins, Key: key, Field: field, Value: stamp(read), Else: otherwise}
}

// open decodes a sealed value into v and returns its version. No value leaves
// v as it is, at version 0.
func open(sealed []byte, v any) (version int64, err error) {
	if sealed == nil {
		return 0, nil
	}
	number, rest, ok := bytes.Cut(sealed, []byte(" "))
	if !ok {
		return 0, errSeal
	}
	if version, err = strconv.ParseInt(string(number), 10, 64); err != nil {
		return 0, errSeal
	}
	if len(rest) > 0 && rest[0] == packed {
		if rest, err = s2.Decode(nil, rest[1:]); err != nil {
			return 0, fmt.Errorf("%w: %w", errSeal, err)
		}
	}
	if err := json.Unmarshal(rest, v); err != nil {
		return 0, fmt.Errorf("%w: %w", errSeal, err)
	}
	return version, nil
}

func stamp(version int64) []byte {
	return append(strconv.AppendInt(nil, version, 10), ' ')
}
