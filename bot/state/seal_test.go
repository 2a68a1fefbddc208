package state

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

func TestLongValuesArePacked(t *testing.T) {
	for _, text := range []string{"", "short", strings.Repeat("een lange ronde ", 100)} {
		w, err := seal("key", "", 6, text)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.HasPrefix(w.Value, stamp(7)) {
			t.Errorf("%.20q: the version isn't plain: %.20q", text, w.Value)
		}
		if len(w.Value) > long {
			t.Errorf("%d bytes of %d are kept", len(w.Value), len(text))
		}
		var got string
		if version, err := open(w.Value, &got); version != 7 || got != text || err != nil {
			t.Errorf("opened version %d of %.20q, %v; want %.20q", version, got, err, text)
		}
	}
}

func TestADamagedValueIsAnError(t *testing.T) {
	w, err := seal("key", "", 0, strings.Repeat("een lange ronde ", 100))
	if err != nil {
		t.Fatal(err)
	}
	for _, value := range []string{"", "1", "x {}", "1 ", "1 {", "1 \xff", string(w.Value[:len(w.Value)-3])} {
		var got string
		if _, err := open([]byte(value), &got); !errors.Is(err, errSeal) {
			t.Errorf("%.20q is opened: %q, %v", value, got, err)
		}
	}
}
