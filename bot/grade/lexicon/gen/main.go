// Command gen boils the lexicon's source down to the table that package
// lexicon embeds. From the repository's root: go run ./bot/grade/lexicon/gen
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/overhoor/overhoor/bot/grade/lexicon"
)

func main() {
	dir := flag.String("dir", "bot/grade/lexicon", "the package's folder")
	flag.Parse()
	if err := run(*dir); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(dir string) error {
	files, err := filepath.Glob(filepath.Join(dir, "source", "*.tsv"))
	if err != nil || len(files) == 0 {
		return fmt.Errorf("no source in %s: start gen in the repository's root", dir)
	}
	var source strings.Builder
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return fmt.Errorf("reading the source: %w", err)
		}
		source.Write(text)
		source.WriteByte('\n')
	}
	table, err := lexicon.Compile(source.String())
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "lexicon.bin"), table, 0o644)
}
