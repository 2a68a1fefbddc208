package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/overhoor/overhoor/bot/grade"
)

// row is one answer to judge, a line of JSON.
type row struct {
	ID       json.RawMessage `json:"id"`
	Front    string          `json:"front"`
	Back     string          `json:"back"`
	Response string          `json:"response"`
	Lang     string          `json:"lang"`
	Accept   []string        `json:"accept"`

	// Of labelled rows only.
	Verdict string `json:"verdict"`
	Kind    string `json:"kind"`
	Deck    string `json:"deck"`

	where string // the line it stood on
	card  string // ID of the card that it is about
}

func (r row) attempt() grade.Attempt {
	return grade.Attempt{Text: r.Response, Accept: r.Accept}
}

// longestRow is how many bytes a line may have.
const longestRow = 16 << 20

// readRows reads rows until the end. A line that is none is reported, named by
// prefix and number, and the rest goes on.
func readRows(prefix string, in io.Reader, report io.Writer) (rows []row, bad bool, err error) {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, longestRow)
	n := 0
	for lines.Scan() {
		n++
		line := strings.TrimPrefix(lines.Text(), "\ufeff")
		if strings.TrimSpace(line) == "" {
			continue
		}
		r := row{where: fmt.Sprintf("%s%d", prefix, n)}
		if err := r.parse(line); err != nil {
			bad = true
			fmt.Fprintf(report, "%s: %v\n", r.where, err)
			continue
		}
		rows = append(rows, r)
	}
	if errors.Is(lines.Err(), bufio.ErrTooLong) {
		return rows, bad, fmt.Errorf("%s%d: the line has more than %d bytes", prefix, n+1, longestRow)
	}
	return rows, bad, lines.Err()
}

// parse reads a line into the row.
func (r *row) parse(line string) error {
	if err := json.Unmarshal([]byte(line), r); err != nil {
		var wrong *json.UnmarshalTypeError
		if errors.As(err, &wrong) && wrong.Field != "" {
			return fmt.Errorf("%q can't be %s here", wrong.Field, wrong.Value)
		}
		return errors.New(`no row: write a JSON object a line, {"id", "front", "back", "response"}`)
	}
	if strings.TrimSpace(r.Front) == "" {
		return errors.New(`no front: "front" is the question`)
	}
	if len(r.ID) == 0 {
		r.ID = json.RawMessage("null")
	}
	return nil
}

// nameOf is a verdict as it is written in rows.
func nameOf(v grade.Verdict) string {
	switch v {
	case grade.Correct:
		return "correct"
	case grade.Partial:
		return "partial"
	}
	return "wrong"
}

// verdictOf is the verdict of a name.
func verdictOf(name string) (v grade.Verdict, ok bool) {
	for _, v := range []grade.Verdict{grade.Correct, grade.Partial, grade.Wrong} {
		if nameOf(v) == name {
			return v, true
		}
	}
	return grade.Wrong, false
}
