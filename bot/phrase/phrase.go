// Package phrase is every sentence a learner can read, in Dutch and English.
// The sentences lie in the .json files beside it, with plural forms and named
// places to fill in, and without logic.
package phrase

import (
	"embed"
	"fmt"
	"maps"
	"strconv"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

//go:embed nl.json en.json
var files embed.FS

// ID names a sentence.
type ID string

// Args fills the places of a sentence: {{.Name}} becomes Args["Name"].
type Args map[string]string

// Book holds all sentences. It never changes and may be shared.
type Book struct {
	bundle  *i18n.Bundle
	matcher language.Matcher
}

// Langs are the languages there are; the first is the default.
func Langs() []string { return []string{"nl", "en"} }

// Load reads the message files that are part of the program.
func Load() (*Book, error) {
	bundle := i18n.NewBundle(language.Dutch)
	for _, lang := range Langs() {
		if _, err := bundle.LoadMessageFileFS(files, lang+".json"); err != nil {
			return nil, fmt.Errorf("read the sentences in %q: %w", lang, err)
		}
	}
	return &Book{bundle: bundle, matcher: language.NewMatcher([]language.Tag{language.Dutch, language.English})}, nil
}

// Match returns which of Langs serves a BCP 47 language best, and whether one
// serves it at all.
func (b *Book) Match(lang string) (string, bool) {
	tag, err := language.Parse(lang)
	if err != nil || lang == "" {
		return Langs()[0], false
	}
	_, i, confidence := b.matcher.Match(tag)
	return Langs()[i], confidence > language.No
}

// In returns the sentences in one of Langs.
func (b *Book) In(lang string) Words {
	return Words{Lang: lang, localizer: i18n.NewLocalizer(b.bundle, lang)}
}

// Words are the sentences in one language.
type Words struct {
	Lang      string // one of Langs
	localizer *i18n.Localizer
}

// Say returns a sentence with its places filled in; the ID itself when there
// is no such sentence.
func (w Words) Say(id ID, args Args) string {
	return w.localize(id, &i18n.LocalizeConfig{MessageID: string(id), TemplateData: args})
}

// Count is Say for a sentence about n things, n also being its place {{.N}}.
func (w Words) Count(id ID, n int, args Args) string {
	all := Args{"N": strconv.Itoa(n)}
	maps.Copy(all, args)
	return w.localize(id, &i18n.LocalizeConfig{MessageID: string(id), TemplateData: all, PluralCount: n})
}

func (w Words) localize(id ID, c *i18n.LocalizeConfig) string {
	s, err := w.localizer.Localize(c)
	if err != nil {
		return string(id)
	}
	return s
}
