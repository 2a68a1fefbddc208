package console

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/peterh/liner"
	"golang.org/x/term"
)

// prompt stands where a person at a terminal types.
const prompt = "> "

// longest is how many bytes one line may have: far more than anyone types.
const longest = 1 << 20

// source is where lines come from.
type source interface {
	Line() (string, error) // io.EOF at the end
	Prompt() string        // what stands before the line, "" when nobody sees it
	Leave(w io.Writer)     // leaves the screen in order after the last line
	Close() error          // gives the terminal back
}

// newSource reads with line editing on a terminal and plain lines elsewhere.
func newSource(cfg Config, complete func(context.Context, string) []string) source {
	if !isTerminal(cfg.In) || !isTerminal(cfg.Out) || !liner.TerminalSupported() {
		lines := bufio.NewScanner(cfg.In)
		lines.Buffer(nil, longest)
		return &plain{lines: lines}
	}
	editor := liner.NewLiner()
	editor.SetCtrlCAborts(true)
	editor.SetCompleter(func(line string) []string { return complete(context.Background(), line) })
	return &edited{editor}
}

// isTerminal tells whether a reader or writer is a terminal.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// plain reads lines from a pipe, a file or a test.
type plain struct{ lines *bufio.Scanner }

func (p *plain) Line() (string, error) {
	switch {
	case p.lines.Scan():
		return p.lines.Text(), nil
	case errors.Is(p.lines.Err(), bufio.ErrTooLong):
		return "", fmt.Errorf("a line has more than %d bytes: write shorter ones", longest)
	case p.lines.Err() != nil:
		return "", p.lines.Err()
	}
	return "", io.EOF
}

func (p *plain) Prompt() string  { return "" }
func (p *plain) Leave(io.Writer) {}
func (p *plain) Close() error    { return nil }

// edited reads from a terminal, with arrows, history and the tab key.
type edited struct{ editor *liner.State }

func (e *edited) Line() (string, error) {
	line, err := e.editor.Prompt(prompt)
	if errors.Is(err, liner.ErrPromptAborted) { // Ctrl-C
		return "", io.EOF
	}
	if err == nil && line != "" {
		e.editor.AppendHistory(line)
	}
	return line, err
}

func (e *edited) Prompt() string    { return prompt }
func (e *edited) Leave(w io.Writer) { fmt.Fprintln(w) }
func (e *edited) Close() error      { return e.editor.Close() }
