// Overhoor asks flashcards on a terminal, on Telegram and on Discord. This
// command reads the configuration, builds everything, runs it and stops it in
// order; it is the only place that knows all of it.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // learners' zones, also where the machine knows none
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends us at once
	os.Exit(overhoor(ctx, os.Args[1:], machine()))
}
