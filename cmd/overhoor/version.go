package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// versionCommand is `overhoor version`.
type versionCommand struct{}

// Run prints one line.
func (versionCommand) Run(w *world) error {
	_, err := fmt.Fprintf(w.out, "overhoor %s, %s %s/%s\n", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}

// version is the module's, which go build takes from the tag it builds.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
