package bot

import "testing"

func TestDuelIsFor(t *testing.T) {
	anna := Person{Name: "Anna de Vries", Handle: "annadv"}
	for _, test := range []struct {
		name string
		duel Duel
		want bool
	}{
		{"open", Duel{}, true},
		{"by handle", Duel{Called: "AnnaDV", Strict: true}, true},
		{"by first name", Duel{Called: "anna", Strict: true}, true},
		{"another's handle", Duel{Called: "bram", Strict: true}, false},
		{"a nickname", Duel{Called: "an"}, true},
		{"her account", Duel{To: "a", Called: "x"}, true},
		{"another's account", Duel{To: "b", Called: "Anna"}, false},
		{"her own", Duel{By: "a", Called: "anna"}, false},
	} {
		if got := test.duel.isFor("a", anna); got != test.want {
			t.Errorf("%s: %t", test.name, got)
		}
	}
	if (&Duel{Called: "", Strict: true}).isFor("a", Person{}) {
		t.Error("a handle that nobody has fits who has none")
	}
}
