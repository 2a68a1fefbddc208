package lexicon

// language is the language of the lexicon that a tag stands for (de of de-AT);
// Dutch for all that it doesn't have.
func language(tag string) string {
	if len(tag) > 1 {
		switch base := tag[:2]; base {
		case "en", "de", "fr", "es", "it":
			return base
		}
	}
	return "nl"
}

// foreign tells whether a language is neither Dutch nor English: nothing is
// translated from or into it, since a learner who is asked for the one word
// must not earn it with the other.
func foreign(lang string) bool { return lang != "nl" && lang != "en" }

// article tells whether a folded word is an article, which terms are found
// without.
func article(word, lang string) bool {
	switch language(lang) {
	case "de":
		switch word {
		case "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines":
			return true
		}
	case "fr":
		switch word {
		case "le", "la", "les", "un", "une", "des", "du":
			return true
		}
	case "es":
		switch word {
		case "el", "la", "los", "las", "un", "una", "unos", "unas":
			return true
		}
	case "it":
		switch word {
		case "il", "lo", "la", "i", "gli", "le", "un", "uno", "una":
			return true
		}
	}
	switch word {
	case "de", "het", "een", "the", "a", "an":
		return !foreign(language(lang))
	}
	return false
}
