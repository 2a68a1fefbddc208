// Command gen boils word lists down to the dictionary that package words
// embeds. From the repository's root:
//
//	apt-get download wdutch scowl && for p in *.deb; do dpkg -x $p lists; done
//	go run ./bot/grade/words/gen -lists lists/usr/share/dict -out bot/grade/words
//
// The lists' licences are in bot/grade/words/LICENSES.md.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/overhoor/overhoor/bot/grade/words"
)

func main() {
	lists := flag.String("lists", "/usr/share/dict", "folder with the word lists dutch and scowl/")
	out := flag.String("out", "bot/grade/words", "folder for nl.bin, en.bin and names.bin")
	flag.Parse()
	if err := run(*lists, *out); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(lists, out string) error {
	english, err := scowl(filepath.Join(lists, "scowl"))
	if err != nil {
		return err
	}
	dutch, dutchNames, err := read([]string{filepath.Join(lists, "dutch")})
	if err != nil {
		return err
	}
	words, englishNames, err := read(english)
	if err != nil {
		return err
	}
	names := distinct(append(dutchNames, englishNames...))
	for name, members := range map[string][]string{"nl": dutch, "en": words, "names": names} {
		if err := write(filepath.Join(out, name+".bin"), members); err != nil {
			return err
		}
	}
	return nil
}

func write(file string, members []string) error {
	packed := words.Pack(members)
	if err := os.WriteFile(file, packed, 0o644); err != nil {
		return fmt.Errorf("writing the dictionary: %w", err)
	}
	fmt.Printf("%s: %d words in %d bytes\n", file, len(members), len(packed))
	return nil
}

// scowl names the lists of common words (levels up to 70) and names (up to 50).
func scowl(dir string) ([]string, error) {
	var files []string
	for kind, levels := range map[string]string{
		"words": "10 20 35 40 50 55 60 70", "upper": "10 35 40 50", "proper-names": "35 40 50",
	} {
		for _, country := range []string{"english", "american", "british", "british_z"} {
			for level := range strings.FieldsSeq(levels) {
				name := filepath.Join(dir, fmt.Sprintf("%s-%s.%s", country, kind, level))
				if _, err := os.Stat(name); err == nil {
					files = append(files, name)
				}
			}
		}
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("no SCOWL lists in %s: unpack Debian's scowl there", dir)
	}
	return files, nil
}

// read parts the lists' words from their names, which have a capital.
func read(files []string) (plain, names []string, err error) {
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			return nil, nil, fmt.Errorf("opening a word list: %w; unpack Debian's wdutch there", err)
		}
		for lines := bufio.NewScanner(f); lines.Scan(); {
			w, ok := entry(lines.Text())
			switch first := lines.Text(); {
			case !ok:
			case first[0] >= 'A' && first[0] <= 'Z':
				names = append(names, w)
			default:
				plain = append(plain, w)
			}
		}
		f.Close()
	}
	return distinct(plain), distinct(names), nil
}

func distinct(members []string) []string {
	slices.Sort(members)
	return slices.Compact(members)
}

// entry is a line of a list as the dictionary holds it: folded, of letters
// only, without the genitive's 's.
func entry(line string) (string, bool) {
	w := words.Fold(strings.ToLower(strings.ToValidUTF8(line, "?")))
	w = strings.TrimSuffix(w, "'s")
	for _, r := range w {
		if r < 'a' || r > 'z' {
			return "", false
		}
	}
	abbreviation := strings.ToUpper(line) == line
	return w, len(w) > 1 && !abbreviation
}
