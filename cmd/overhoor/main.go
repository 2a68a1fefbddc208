// Overhoor asks flashcards on a terminal, on Telegram and on Discord. This
// command reads the configuration, builds everything, runs it and stops it in
// order; it is the only place that knows all of it.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	_ "time/tzdata" // learners' zones, also where the machine knows none
)

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400) // little lives long here: to collect it seldom saves a fifth of the work
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends us at once
	os.Exit(overhoor(ctx, os.Args[1:], machine()))
}
