package grade

import (
	"bytes"
	"compress/flate"
	_ "embed"
	"encoding/binary"
	"fmt"
	"io"
	"sync"

	"github.com/overhoor/overhoor/bot/grade/forest"
	"github.com/overhoor/overhoor/bot/grade/net"
)

// weights is the model that comes with the program, written by make fit.
//
//go:embed weights.bin
var weights []byte

// judging is that model, made ready to be asked often, when it is first asked.
var judging = sync.OnceValue(func() *Model {
	m, err := Unpack(bytes.NewReader(weights))
	if err != nil {
		panic("grade: weights.bin: " + err.Error() + "; run make fit")
	}
	return m.quick()
})

// forests are a model's forests, in the order in which they are packed.
func (m *Model) forests() [5]**forest.Mix {
	l, t := &m.Lists, &m.Texts
	return [5]**forest.Mix{&l.Right, &l.Whole, &t.Right, &t.Whole, &m.Trust}
}

// nets are a model's networks, likewise.
func (m *Model) nets() [2]**net.Net { return [2]**net.Net{&m.Lists.Net, &m.Texts.Net} }

// numbers are the rest of a model.
func (m *Model) numbers() []any { return []any{&m.Lists.Tune, &m.Texts.Tune, &m.Ask} }

// Pack writes a model so that Unpack reads it.
func (m *Model) Pack(w io.Writer) error {
	z, err := flate.NewWriter(w, flate.BestCompression)
	if err != nil {
		return fmt.Errorf("pack model: %w", err)
	}
	for _, f := range m.forests() {
		if err := (*f).Pack(z); err != nil {
			return fmt.Errorf("pack model: %w", err)
		}
	}
	for _, n := range m.nets() {
		if err := (*n).Pack(z); err != nil {
			return fmt.Errorf("pack model: %w", err)
		}
	}
	for _, n := range m.numbers() {
		if err := binary.Write(z, binary.LittleEndian, n); err != nil {
			return fmt.Errorf("pack model: %w", err)
		}
	}
	return z.Close()
}

// Unpack reads what Pack wrote.
func Unpack(r io.Reader) (*Model, error) {
	z := flate.NewReader(r)
	m := new(Model)
	for _, f := range m.forests() {
		mix, err := forest.Unpack(z)
		if err != nil {
			return nil, fmt.Errorf("unpack model: %w", err)
		}
		*f = mix
	}
	for _, n := range m.nets() {
		read, err := net.Unpack(z)
		if err != nil {
			return nil, fmt.Errorf("unpack model: %w", err)
		}
		*n = read
	}
	for _, n := range m.numbers() {
		if err := binary.Read(z, binary.LittleEndian, n); err != nil {
			return nil, fmt.Errorf("unpack model: %w", err)
		}
	}
	return m, nil
}
