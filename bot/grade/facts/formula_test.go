package facts

import "testing"

func TestSameFormula(t *testing.T) {
	const same, less, other, unread = "same", "less", "other", "unread"
	for _, row := range []struct{ given, wanted, want string }{
		{"E=mc^2", "E = mc²", same}, {"mc²", "E = mc²", same}, {"e = m x c x c", "E = mc²", same}, {"E=mc2", "E = mc²", same}, {"m = E/c²", "E = mc²", same},
		{"c² · m", "E = mc²", same}, {"E = mc", "E = mc²", other}, {"E = mc³", "E = mc²", other}, {"E = m/c²", "E = mc²", other}, {"E = c²", "E = mc²", less},
		{"F = m·a", "F = m × a", same}, {"F=ma", "F = m × a", same}, {"F = m a", "F = m × a", same}, {"F = m + a", "F = m × a", other}, {"a = F/m", "F = ma", same}, {"m.a", "F = m × a", same},
		{"T x A x P - K", "(T × A × P) − K", same}, {"TxAxP-K", "(T × A × P) − K", same}, {"-K + P*A*T", "(T × A × P) − K", same}, {"T*A*P", "(T × A × P) − K", less},
		{"T*A*P+K", "(T × A × P) − K", other}, {"T x (A x P - K)", "(T × A × P) − K", other}, {"KW = TAP - K", "KW = T*A*P - K", same},
		{"(a+b)^2", "a² + 2ab + b²", same}, {"a²+b²", "a² + 2ab + b²", less}, {"a^2 - 2ab + b^2", "a² + 2ab + b²", other}, {"(a+b)(a+b)", "a^2+2*a*b+b^2", same},
		{"y = 2x + 3", "y=3+2x", same}, {"y = 2x - 3", "y=3+2x", other}, {"x = (y-3)/2", "y = 2x+3", same},
		{"½mv²", "Ek = 1/2 · m · v^2", same}, {"0,5 m v²", "½mv²", same}, {"mv²", "½mv²", less},
		{"omzet - kosten", "winst = omzet − kosten", same}, {"winst = omzet min kosten", "winst = omzet - kosten", same}, {"kosten - omzet", "winst = omzet - kosten", other},
		{"winst = opbrengst", "winst = omzet - kosten", other}, {"aantal klanten maal prijs", "prijs x aantal klanten", same}, {"afstand gedeeld door tijd", "snelheid = afstand / tijd", same},
		{"tijd gedeeld door afstand", "snelheid = afstand / tijd", other}, {"s/t", "v = s/t", same}, {"v = t/s", "v = s/t", other},
		{"sqrt(a²+b²)", "c = √(a² + b²)", same}, {"c² = a² + b²", "c² = b² + a²", same}, {"a² + b² = c²", "c² = a² + b²", same}, {"wortel van (a^2+b^2)", "√(a²+b²)", same},
		{"2πr", "2 * pi * r", same}, {"v = v₀ + a·t", "v=v0+at", same}, {"-b", "b", other}, {"1/(1+r)", "(1+r)^-1", same},
		{"roi = nr / inv", "ROI = NR / INV", same}, {"net return divided by investment", "ROI = NR / I", same}, {"return divided by investment", "ROI = NR / I", other},
		{"v = s / t, hoe snel dus", "v = s/t", same}, {"v = s/t", "v = s / t, waarbij s de afstand is", same}, {"v = t / s, hoe snel dus", "v = s/t", other},
		{"z=(x-mu)/sigma", "z = (x - μ) / σ", same}, {"x=-p/2+-sqrt(p^2/4-q)", "x = -p/2 ± √((p/2)² - q)", same}, {"p/2 ± √((p/2)² - q)", "x = -p/2 ± √((p/2)² - q)", other},
		{"-p/2 + √((p/2)² - q)", "x = -p/2 ± √((p/2)² - q)", less},
		{"q = √(p² + r²)", "p² + r² = q²", same}, {"q = p + r", "p² + r² = q²", other}, {"q = √(p² - r²)", "p² + r² = q²", other}, {"r = sqrt(q²-p²)", "p² + r² = q²", same},
		{"x = (-b±√D)/2a", "x = (-b ± √(b² - 4ac)) / (2a)", same}, {"(-b±√(b²-4ac))/2a", "x = (-b ± √D) / (2a)", same}, {"(-b±√D)/2 a", "x = (-b ± √D) / (2a)", other}, {"(b±√D)/2a", "x = (-b ± √(b² - 4ac)) / (2a)", other},
		{"p² + r²", "p² + r² = q²", less}, {"2x + 3", "f(x) = 2x + 3", same}, {"D = b² - 4ac", "D = b² - 4ac", same}, {"1/2gt", "s = 1/2 · g · t", same}, {"O = L", "O = L x B + R", less}, {"L x B = O", "O = L x B + R", less},
		{"geen idee", "E = mc²", other}, {"???", "E = mc²", unread}, {"", "E = mc²", unread}, {"((((", "a+b", unread}, {"a+", "a+b", unread},
	} {
		equal, missing, ok := SameFormula(row.given, row.wanted)
		got := other
		switch {
		case !ok:
			got = unread
		case equal:
			got = same
		case missing:
			got = less
		}
		if got != row.want {
			t.Errorf("%s for %s: %s, want %s", row.given, row.wanted, got, row.want)
		}
	}
}

func TestLegend(t *testing.T) {
	legend := ReadLegend("- T = geschat aantal transacties\n- A = aankopen per transactie\n- P = gemiddelde prijs\n- K = acquisitiekosten")
	for _, row := range []struct {
		given string
		want  bool
	}{
		{"aantal transacties x aankopen per transactie x gemiddelde prijs - acquisitiekosten", true},
		{"aantal transacties maal aankopen per transactie maal prijs min acquisitiekosten", true},
		{"T*A*P - acquisitiekosten", true},
		{"aantal transacties x gemiddelde prijs + acquisitiekosten", false},
	} {
		if equal, _, ok := legend.SameFormula(row.given, "(T × A × P) − K"); equal != row.want || !ok {
			t.Errorf("%s: %v %v", row.given, equal, ok)
		}
	}
}

func TestIsFormula(t *testing.T) {
	for text, want := range map[string]bool{
		"E = mc²": true, "winst = omzet - kosten": true, "a² + b²": true, "(T × A × P) − K": true, "omzet / aantal klanten = gemiddelde": true,
		"T = aantal transacties": false, "producten/diensten": false, "Een klant koopt iets.": false, "B2B-marketing": false, "1. een\n2. twee": false, "12": false, "wiskunde + fysica": false, "- A = aankopen per transactie": false, "v = v₀ + a·t": true, "a + b": true, "": false,
		"klanten + medewerkers die samen aan een oplossing werken voor de organisatie": false,
	} {
		if got := IsFormula(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func TestSameChemistry(t *testing.T) {
	for _, row := range []struct {
		given, wanted string
		equal, ok     bool
	}{
		{"H2O", "H₂O", true, true}, {"h2o", "H₂O", true, true}, {"H2O2", "H₂O", false, true}, {"CO2", "CO₂", true, true}, {"CO", "CO₂", false, true}, {"Co2", "CO₂", true, true},
		{"2 H2 + O2 -> 2 H2O", "2H₂ + O₂ → 2H₂O", true, true}, {"O2 + 2H2 = 2H2O", "2H₂ + O₂ → 2H₂O", true, true}, {"H2 + ½O2 → H2O", "2H₂ + O₂ → 2H₂O", true, true},
		{"H2 + O2 → H2O", "2H₂ + O₂ → 2H₂O", false, true}, {"2H2O → 2H2 + O2", "2H₂ + O₂ → 2H₂O", false, true},
		{"6CO2+6H2O→C6H12O6+6O2", "6 CO₂ + 6 H₂O → C₆H₁₂O₆ + 6 O₂", true, true}, {"Ca(OH)2", "Ca(OH)₂", true, true}, {"CaO2H2", "Ca(OH)₂", true, true},
		{"NaCl (aq)", "NaCl", true, true}, {"SO4^2-", "SO₄²⁻", true, true}, {"Na+ + Cl- → NaCl", "Na⁺ + Cl⁻ → NaCl", true, true}, {"CuSO4·5H2O", "CuSO₄ · 5 H₂O", false, false},
		{"water", "H₂O", false, false}, {"", "H₂O", false, false},
	} {
		if equal, ok := SameChemistry(row.given, row.wanted); equal != row.equal || ok != row.ok {
			t.Errorf("%s for %s: %v %v", row.given, row.wanted, equal, ok)
		}
	}
}
