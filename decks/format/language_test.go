package format

import "testing"

func TestLangOf(t *testing.T) {
	for want, text := range map[string]string{
		"nl": "Wat is het verschil van de twee?", "en": "What is the difference between them?", "de": "Was ist der Unterschied?",
		"fr": "Quelle est la cause des pluies?", "es": "¿Cuál es la causa del frío?", "it": "Qual è la causa delle piogge? Sono i venti del nord, che nel mare", "": "Paris",
	} {
		if got := langOf(text); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
