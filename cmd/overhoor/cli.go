package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/alecthomas/kong"

	"github.com/overhoor/overhoor/cmd/overhoor/config"
)

// world is what a command sees of the machine that it runs on.
type world struct {
	in       io.Reader
	out, err io.Writer
	env      config.Env
}

func machine() *world {
	return &world{in: os.Stdin, out: os.Stdout, err: os.Stderr, env: os.LookupEnv}
}

// grammar is the command line.
type grammar struct {
	Chat     chatCommand     `cmd:"" default:"withargs" help:"Be quizzed here, in the terminal. This is what happens without a command."`
	Run      runCommand      `cmd:"" help:"Serve Telegram, Discord or both: whichever have a token."`
	Check    checkCommand    `cmd:"" help:"Say what is wrong with settings, decks, Redis and tokens."`
	Deck     deckCommand     `cmd:"" help:"Work with decks."`
	Grade    gradeCommand    `cmd:"" help:"Judge answers read as JSON lines, or measure the judge on labelled ones."`
	Bench    benchCommand    `cmd:"" help:"Measure what this program can do."`
	Simulate simulateCommand `cmd:"" help:"Compare ways to study for an exam on learners whose memory is known."`
	Version  versionCommand  `cmd:"" help:"Say which version this is."`
}

// errTold ends a command that has already said what is wrong.
var errTold = errors.New("told already")

// overhoor runs one command line and returns the process's exit code: 0 when
// all is well, 1 when something is wrong, 2 when the line can't be understood.
func overhoor(ctx context.Context, args []string, w *world) (code int) {
	var g grammar
	left := false
	parser := kong.Must(&g,
		kong.Name("overhoor"),
		kong.Description("Overhoor quizzes you: it asks, you answer in your own words, it judges and remembers."),
		kong.Writers(w.out, w.err),
		kong.Exit(func(status int) { code, left = status, true }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(w),
	)
	line, err := parser.Parse(args)
	switch {
	case left: // --help
		return code
	case err != nil:
		fmt.Fprintf(w.err, "overhoor: %v\nTry overhoor --help.\n", err)
		return 2
	}
	switch err := line.Run(); {
	case errors.Is(err, errTold):
		return 1
	case err != nil:
		fmt.Fprintf(w.err, "overhoor: %v\n", err)
		return 1
	}
	return 0
}
