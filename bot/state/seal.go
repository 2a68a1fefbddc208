package state

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
)

// A sealed value is its version in decimal, a space, and JSON. Who writes it
// checks the version that he read, and counts it up.

var errSeal = errors.New("what is kept there is damaged")

// seal makes the Put of v as the version after the one that was read.
func seal(key, field string, read int64, v any) (Write, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return Write{}, fmt.Errorf("encode %s: %w", key, err)
	}
	return Write{Op: Put, Key: key, Field: field, Value: append(stamp(read+1), b...)}, nil
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
	if err := json.Unmarshal(rest, v); err != nil {
		return 0, fmt.Errorf("%w: %w", errSeal, err)
	}
	return version, nil
}

func stamp(version int64) []byte {
	return append(strconv.AppendInt(nil, version, 10), ' ')
}
