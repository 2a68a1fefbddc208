package bot

import (
	"reflect"
	"testing"
)

func TestEscapeAndPlainAreInverse(t *testing.T) {
	for _, s := range []string{"", "a < b && c > d", "<b>not bold</b>", "&lt;", "KW = (T x A x P) - K"} {
		if got := Escape(s).Plain(); got != s {
			t.Errorf("Escape(%q).Plain() = %q", s, got)
		}
	}
}

func TestSpans(t *testing.T) {
	text := "<b>Goed.</b> " + Escape("a < b") + " <i>zacht</i> <s>de <b>klant</b></s>"
	want := []Span{
		{Text: "Goed.", Strong: true},
		{Text: " a < b "},
		{Text: "zacht", Soft: true},
		{Text: " "},
		{Text: "de ", Hidden: true},
		{Text: "klant", Strong: true, Hidden: true},
	}
	if got := text.Spans(); !reflect.DeepEqual(got, want) {
		t.Errorf("Spans() = %+v, want %+v", got, want)
	}
}
