package format

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	utf16 "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"
)

// line is a line of a file with its number, from 1, without space at its end.
type line struct {
	n    int
	text string
}

func (l line) blank() bool { return l.text == "" }

// decode gives the text of a file: UTF-8 (NFC), lines ended by "\n", without
// control characters other than tabs.
func decode(data []byte) (string, error) {
	if len(data) > MaxSize {
		return "", fmt.Errorf("the file has %d bytes; at most %d can be read: divide it over several files", len(data), MaxSize)
	}
	text := string(data)
	if enc := guess(data); enc != nil {
		decoded, err := enc.NewDecoder().Bytes(data)
		if err != nil {
			return "", fmt.Errorf("decode the text: %w", err)
		}
		text = string(decoded)
	}
	if strings.ContainsRune(text, 0) {
		return "", errors.New("this is not a text file; save it as text, Markdown or CSV")
	}
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "\n", "\v", "\n", "\u2028", "\n", "\u2029", "\n").Replace(text)
	return norm.NFC.String(strings.Map(printable, text)), nil
}

// guess tells in which encoding the bytes are; nil is UTF-8.
func guess(data []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}), mostlyZero(data, 1):
		return utf16.UTF16(utf16.LittleEndian, utf16.UseBOM)
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}), mostlyZero(data, 0):
		return utf16.UTF16(utf16.BigEndian, utf16.UseBOM)
	case utf8.Valid(data):
		return nil
	}
	return charmap.Windows1252
}

// mostlyZero tells whether every second byte from first on is usually zero, as
// in UTF-16 without a byte order mark.
func mostlyZero(data []byte, first int) bool {
	zeros, other, n := 0, 0, min(len(data), 1000)
	for i := range n {
		switch {
		case data[i] != 0:
		case i%2 == first:
			zeros++
		default:
			other++
		}
	}
	return zeros > n/4 && other == 0
}

func printable(r rune) rune {
	if r == '\uFEFF' || unicode.IsControl(r) && r != '\n' && r != '\t' && r != 0 {
		return -1
	}
	return r
}

// split cuts a text into lines.
func split(text string) []line {
	var lines []line
	for i, s := range strings.Split(text, "\n") {
		lines = append(lines, line{i + 1, strings.TrimRightFunc(s, unicode.IsSpace)})
	}
	for len(lines) > 0 && lines[len(lines)-1].blank() {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// block joins lines to one text, without the blank ones around it. Indentation
// stays: a back may be a program.
func block(lines []line) string {
	var text []string
	for _, l := range lines {
		for part := range strings.SplitSeq(l.text, "\n") {
			part = strings.TrimRightFunc(part, unicode.IsSpace)
			if part != "" || len(text) > 0 {
				text = append(text, part)
			}
		}
	}
	return strings.TrimRightFunc(strings.Join(text, "\n"), unicode.IsSpace)
}

// flat puts a text on one line.
func flat(text string) string { return strings.Join(strings.Fields(text), " ") }
