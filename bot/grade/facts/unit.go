package facts

import (
	"strconv"
	"strings"

	"github.com/overhoor/overhoor/bot/grade/words"
)

var currencies = map[string]string{"€": "€", "$": "$", "£": "£", "eur": "€", "usd": "$", "gbp": "£"}

var multipliers = map[string]float64{
	"duizend": 1e3, "thousand": 1e3, "k": 1e3, "tausend": 1e3, "miljoen": 1e6, "miljoenen": 1e6, "mln": 1e6, "mio": 1e6, "million": 1e6, "millions": 1e6, "m": 1e6, "millionen": 1e6,
	"miljard": 1e9, "miljarden": 1e9, "mld": 1e9, "billion": 1e9, "bn": 1e9, "milliard": 1e9, "biljoen": 1e12, "trillion": 1e12, "dozijn": 12, "dozen": 12,
}

var fractions = map[rune]float64{'½': 0.5, '¼': 0.25, '¾': 0.75, '⅓': 1.0 / 3, '⅔': 2.0 / 3, '⅕': 0.2, '⅖': 0.4, '⅗': 0.6, '⅘': 0.8, '⅛': 0.125}

var wordValues = map[string]float64{
	"half": 0.5, "halve": 0.5, "helft": 0.5, "anderhalf": 1.5, "anderhalve": 1.5, "kwart": 0.25, "quarter": 0.25, "tweederde": 2.0 / 3, "driekwart": 0.75,
	"twice": 2, "tweemaal": 2, "driemaal": 3, "viermaal": 4, "vijfmaal": 5, "tienmaal": 10,
}

var fractionWords = map[string]float64{
	"derde": 1.0 / 3, "third": 1.0 / 3, "thirds": 1.0 / 3, "vierde": 0.25, "fourth": 0.25, "vijfde": 0.2, "fifth": 0.2, "fifths": 0.2, "tiende": 0.1, "tenth": 0.1,
	"half": 0.5, "kwart": 0.25, "quarter": 0.25, "quarters": 0.25, "helft": 0.5,
}

// A measure is a unit as so many of a base unit.
type measure struct {
	base  string
	scale float64
}

// units by their symbols (case counts) and names (folded).
var units = measures(`
m m 1, km m 1000, hm m 100, dm m 0.1, cm m 0.01, mm m 0.001, µm m 1e-6, μm m 1e-6, nm m 1e-9, meter m 1, meters m 1, metre m 1, metres m 1, kilometre m 1000,
kilometer m 1000, kilometers m 1000, kilometres m 1000, centimeter m 0.01, millimeter m 0.001, nanometer m 1e-9, micrometer m 1e-6, mile m 1609.344, miles m 1609.344, mijl m 1609.344
m2 m2 1, km2 m2 1e6, cm2 m2 1e-4, ha m2 1e4, hectare m2 1e4, m3 l 1000, dm3 l 1, cm3 l 0.001, l l 1, L l 1, dl l 0.1, cl l 0.01, ml l 0.001, mL l 0.001, liter l 1, liters l 1, litre l 1, litres l 1, milliliter l 0.001
g g 1, kg g 1000, mg g 0.001, µg g 1e-6, gram g 1, grams g 1, kilo g 1000, kilogram g 1000, kilograms g 1000, milligram g 0.001, ton g 1e6, tonne g 1e6, tonnes g 1e6
s s 1, sec s 1, ms s 0.001, seconde s 1, seconden s 1, second s 1, seconds s 1, milliseconde s 0.001, milliseconden s 0.001, min s 60, minuut s 60, minuten s 60, minute s 60, minutes s 60, h s 3600, u s 3600, uur s 3600, uren s 3600, hour s 3600, hours s 3600, sekunde s 1, sekunden s 1, secondes s 1, stunde s 3600, stunden s 3600, heure s 3600, heures s 3600
dag s 86400, dagen s 86400, day s 86400, days s 86400, week s 604800, weken s 604800, weeks s 604800, maand month 1, maanden month 1, month month 1, months month 1, jaar month 12, jaren month 12, year month 12, years month 12, kwartaal month 3, kwartalen month 3, tage s 86400, tagen s 86400, jours s 86400, wochen s 604800, semaines s 604800, monate month 1, monaten month 1, mois month 1, jahre month 12, jahren month 12, ans month 12, eeuw month 1200, eeuwen month 1200, century month 1200, centuries month 1200
% % 1, procent % 1, percent % 1, pct % 1, ‰ % 0.1, promille % 0.1
€ € 1, euro € 1, euros € 1, eur € 1, eurocent € 0.01, $ $ 1, dollar $ 1, dollars $ 1, £ £ 1, pond £ 1, pounds £ 1
x x 1, keer x 1, maal x 1, times x 1, × x 1
J J 1, kJ J 1000, MJ J 1e6, joule J 1, kilojoule J 1000, cal J 4.184, kcal J 4184, kWh J 3.6e6, W W 1, kW W 1000, MW W 1e6, watt W 1, kilowatt W 1000
V V 1, mV V 0.001, kV V 1000, volt V 1, A A 1, mA A 0.001, ampere A 1, N N 1, kN N 1000, newton N 1, Pa Pa 1, kPa Pa 1000, hPa Pa 100, bar Pa 1e5, atm Pa 101325, pascal Pa 1
Hz Hz 1, kHz Hz 1e3, MHz Hz 1e6, GHz Hz 1e9, hertz Hz 1, K K 1, kelvin K 1, °c °C 1, celsius °C 1, °f °F 1, fahrenheit °F 1, graden ° 1, graad ° 1, degree ° 1, degrees ° 1, grad ° 1, degres ° 1, ° ° 1
b bit 1, bit bit 1, bits bit 1, kbit bit 1e3, Mbit bit 1e6, Gbit bit 1e9, B bit 8, byte bit 8, bytes bit 8, kB bit 8e3, KB bit 8e3, MB bit 8e6, GB bit 8e9, TB bit 8e12, Mbps bit/s 1e6, Gbps bit/s 1e9, kbps bit/s 1e3
mol mol 1, mmol mol 0.001, dB dB 1, ppm ppm 1
`)

func measures(list string) map[string]measure {
	table := map[string]measure{}
	for entry := range strings.FieldsFuncSeq(list, func(r rune) bool { return r == ',' || r == '\n' }) {
		f := strings.Fields(entry)
		scale, _ := strconv.ParseFloat(f[2], 64)
		table[f[0]] = measure{f[1], scale}
	}
	return table
}

// unit reads the unit behind a number, also one per another (km/h, euro per
// maand), and tells where it ends.
func (r *reader) unit(i int) (base string, scale float64, next int) {
	m, next, ok := r.simpleUnit(i)
	if !ok {
		return "", 1, i
	}
	slash := next < len(r.tokens) && strings.TrimSpace(r.between(next)) == "/"
	per := r.fold(next) == "per" || r.fold(next) == "a" && m.base == "€"
	if !slash && !per {
		return m.base, m.scale, next
	}
	at := next
	if per {
		at++
	}
	if below, end, ok := r.simpleUnit(at); ok {
		return m.base + "/" + below.base, m.scale / below.scale, end
	}
	return m.base, m.scale, next
}

func (r *reader) simpleUnit(i int) (measure, int, bool) {
	if i >= len(r.tokens) || r.tokens[i].Gap > words.Space && strings.TrimSpace(r.between(i)) != "/" {
		return measure{}, i, false
	}
	t := r.tokens[i]
	if scale := units[t.Fold]; scale.base == "°" {
		switch next := r.fold(i + 1); {
		case next == "celsius" || next == "c" && t.Fold == "°":
			return units["°c"], i + 2, true
		case next == "fahrenheit" || next == "f" && t.Fold == "°":
			return units["°f"], i + 2, true
		}
	}
	m, ok := units[t.Raw]
	if !ok && (len(t.Fold) > 1 || t.Kind == words.Symbol) {
		m, ok = units[t.Fold]
	}
	return m, i + 1, ok
}
