package forest

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
)

// Pack writes a mix so that Unpack reads it.
func (m *Mix) Pack(w io.Writer) error {
	f, l := m.Trees, m.Line
	sizes := []uint32{uint32(len(f.Roots)), uint32(len(f.Feature)), uint32(len(l.Weight))}
	for _, part := range []any{sizes, f.Base, f.Roots, f.Feature, f.Jump, f.Value, l.Base, l.Mean, l.Dev, l.Weight} {
		if err := binary.Write(w, binary.LittleEndian, part); err != nil {
			return fmt.Errorf("pack forest: %w", err)
		}
	}
	return nil
}

// mostPacked is more than any part of a packed mix has, so that a damaged one
// takes no memory.
const mostPacked = 1 << 22

// Unpack reads what Pack wrote.
func Unpack(r io.Reader) (*Mix, error) {
	sizes := make([]uint32, 3)
	if err := binary.Read(r, binary.LittleEndian, sizes); err != nil {
		return nil, fmt.Errorf("unpack forest: %w", err)
	}
	roots, nodes, features := sizes[0], sizes[1], sizes[2]
	if max(roots, nodes, features) > mostPacked {
		return nil, errors.New("unpack forest: its sizes are damaged")
	}
	f := &Forest{Roots: make([]int32, roots), Feature: make([]int8, nodes), Jump: make([]int8, nodes), Value: make([]float32, nodes)}
	l := &Line{Mean: make([]float64, features), Dev: make([]float64, features), Weight: make([]float64, features)}
	for _, part := range []any{&f.Base, f.Roots, f.Feature, f.Jump, f.Value, &l.Base, l.Mean, l.Dev, l.Weight} {
		if err := binary.Read(r, binary.LittleEndian, part); err != nil {
			return nil, fmt.Errorf("unpack forest: %w", err)
		}
	}
	if math.IsNaN(f.Base) || math.IsNaN(l.Base) {
		return nil, errors.New("unpack forest: it is damaged")
	}
	return &Mix{Trees: f, Line: l}, nil
}
