package grade

import (
	"slices"
	"strings"
)

// customary are the symbols that quantities have in every textbook, by their
// names in small letters; of several the first that a formula has counts.
var customary = symbolsOf(`
F kracht, force, kraft; m massa, mass, masse; a versnelling, acceleration, beschleunigung, accélération; v snelheid, velocity, speed, geschwindigkeit, vitesse
t tijd, time, tijdsduur, zeit, temps; s d afstand, afgelegde weg, distance, strecke, weg; x verplaatsing, displacement; h hoogte, height, höhe, hauteur
U V spanning, voltage, spannung, tension; I stroom, stroomsterkte, current, stromstärke, intensité; R weerstand, resistance, widerstand, résistance
P vermogen, power, leistung, puissance; p druk, pressure, druck, pression; V volume, inhoud, volumen; ρ dichtheid, density, dichte, densité
E energie, energy, énergie; W arbeid, work, arbeit, travail; A oppervlakte, oppervlak, area, fläche, aire, surface; r straal, radius, rayon
Q lading, charge, warmte, heat, wärme; C capaciteit, capacitance, kapazität; f frequentie, frequency, frequenz, fréquence; λ golflengte, wavelength, wellenlänge
c lichtsnelheid, speed of light, lichtgeschwindigkeit; g valversnelling, zwaartekrachtversnelling, gravity; T temperatuur, temperature, temperatur, periode, period
l L lengte, length, länge, longueur; b w breedte, width, breite, largeur; n aantal, number, anzahl, nombre
μ gemiddelde, mean, average, mittelwert, moyenne; σ standaardafwijking, standaarddeviatie, standard deviation, sd, standardabweichung, écart type; x waarde, value, score, wert
`)

func symbolsOf(list string) map[string][]string {
	table := make(map[string][]string)
	for entry := range strings.FieldsFuncSeq(list, func(r rune) bool { return r == ';' || r == '\n' }) {
		var symbols []string
		names := strings.TrimSpace(entry)
		for symbol, rest, ok := strings.Cut(names, " "); ok && len([]rune(symbol)) == 1; symbol, rest, ok = strings.Cut(names, " ") {
			symbols, names = append(symbols, symbol), rest
		}
		for name := range strings.SplitSeq(names, ", ") {
			table[name] = append(table[name], symbols...)
		}
	}
	return table
}

// customarySymbol is the symbol of a formula that a name has in every textbook,
// "" when it has none of them.
func customarySymbol(name string, wanted map[string]bool) string {
	name = strings.ToLower(name)
	if article, rest, ok := strings.Cut(name, " "); ok && slices.Contains([]string{"de", "het", "the", "der", "die", "das", "le", "la"}, article) {
		name = rest
	}
	for _, symbol := range customary[strings.TrimPrefix(name, "l'")] {
		if wanted[symbol] {
			return symbol
		}
	}
	return ""
}
