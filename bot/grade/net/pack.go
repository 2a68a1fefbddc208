package net

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
)

// mostFeatures is more than any network has, so that a damaged one takes no
// memory.
const mostFeatures = 1 << 10

// Pack writes a network so that Unpack reads it.
func (n *Net) Pack(w io.Writer) error {
	for _, part := range []any{uint32(len(n.Mean)), n.Mean, n.Dev, n.In, &n.Base, &n.Out} {
		if err := binary.Write(w, binary.LittleEndian, part); err != nil {
			return fmt.Errorf("pack network: %w", err)
		}
	}
	return nil
}

// Unpack reads what Pack wrote.
func Unpack(r io.Reader) (*Net, error) {
	var features uint32
	if err := binary.Read(r, binary.LittleEndian, &features); err != nil {
		return nil, fmt.Errorf("unpack network: %w", err)
	}
	if features > mostFeatures {
		return nil, errors.New("unpack network: its size is damaged")
	}
	n := &Net{Mean: make([]float64, features), Dev: make([]float64, features), In: make([][width]float64, features)}
	for _, part := range []any{n.Mean, n.Dev, n.In, &n.Base, &n.Out} {
		if err := binary.Read(r, binary.LittleEndian, part); err != nil {
			return nil, fmt.Errorf("unpack network: %w", err)
		}
	}
	for f := range n.Mean {
		if math.IsNaN(n.Mean[f]) || math.IsNaN(n.Dev[f]) {
			return nil, errors.New("unpack network: it is damaged")
		}
	}
	return n.ready(), nil
}
