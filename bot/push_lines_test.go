package bot

import "testing"

// TestFewLines keeps the lines that matter most, and no empty ones.
func TestFewLines(t *testing.T) {
	for _, tt := range []struct {
		all  []Text
		want Text
	}{
		{nil, ""},
		{[]Text{"", "", "Dag 9 op rij."}, "Dag 9 op rij."},
		{[]Text{"12 wachten.", "", "Dag 9 op rij."}, "12 wachten.\nDag 9 op rij."},
		{[]Text{"12 wachten.", "Nog 3 dagen tot CRM.", "Dag 9 op rij."}, "12 wachten.\nNog 3 dagen tot CRM."},
	} {
		if got := fewLines(tt.all...); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.all, got, tt.want)
		}
	}
}
