package timetable

import (
	"strconv"
	"strings"
	"time"

	ical "github.com/arran4/golang-ical"
)

// clocks reads the times of a file.
type clocks struct {
	zone  *time.Location            // of times without a zone
	known map[string]*time.Location // by the names that the file gives them
}

// known are the zones that a file describes and that we know by another name.
func known(c *ical.Calendar) map[string]*time.Location {
	zones := make(map[string]*time.Location)
	for _, z := range c.Timezones() {
		id, place := z.GetProperty(ical.ComponentPropertyTzid), z.GetProperty("X-LIC-LOCATION")
		if id == nil || place == nil {
			continue
		}
		if zone, ok := load(place.Value); ok {
			zones[id.Value] = zone
		}
	}
	return zones
}

func load(name string) (*time.Location, bool) {
	if name == "" || name == "Local" {
		return nil, false
	}
	if iana, ok := outlook()[name]; ok {
		name = iana
	}
	zone, err := time.LoadLocation(name)
	return zone, err == nil
}

// outlook is how Outlook calls zones in which Dutch and English is spoken, and
// their neighbours; from the CLDR's windowsZones.
func outlook() map[string]string {
	return map[string]string{
		"W. Europe Standard Time":        "Europe/Berlin",
		"Romance Standard Time":          "Europe/Paris",
		"Central Europe Standard Time":   "Europe/Budapest",
		"Central European Standard Time": "Europe/Warsaw",
		"GMT Standard Time":              "Europe/London",
		"Greenwich Standard Time":        "Atlantic/Reykjavik",
		"SA Eastern Standard Time":       "America/Cayenne",
		"SA Western Standard Time":       "America/La_Paz",
		"Eastern Standard Time":          "America/New_York",
		"Central Standard Time":          "America/Chicago",
		"Mountain Standard Time":         "America/Denver",
		"Pacific Standard Time":          "America/Los_Angeles",
		"India Standard Time":            "Asia/Kolkata",
		"AUS Eastern Standard Time":      "Australia/Sydney",
		"New Zealand Standard Time":      "Pacific/Auckland",
		"South Africa Standard Time":     "Africa/Johannesburg",
	}
}

// prop reads the time that a property of an event tells.
func (c clocks) prop(e *ical.VEvent, property ical.ComponentProperty) (at time.Time, allDay, ok bool) {
	p := e.GetProperty(property)
	if p == nil {
		return time.Time{}, false, false
	}
	return c.read(p, p.Value)
}

// read reads a time, or a date.
func (c clocks) read(p *ical.IANAProperty, value string) (at time.Time, allDay, ok bool) {
	value = strings.TrimSpace(value)
	if at, err := time.Parse("20060102T150405Z", value); err == nil {
		return at, false, true
	}
	zone := c.zone
	if id := p.ICalParameters["TZID"]; len(id) > 0 {
		if named, ok := c.known[id[0]]; ok {
			zone = named
		} else if named, ok := load(id[0]); ok {
			zone = named
		}
	}
	for _, layout := range []string{"20060102T150405", "20060102"} {
		if at, err := time.ParseInLocation(layout, value, zone); err == nil {
			return at, layout == "20060102", true
		}
	}
	return time.Time{}, false, false
}

// duration reads a length as RFC 5545 3.3.6 writes it: "PT1H45M", "P1D"; 0 for
// what is none.
func duration(s string) time.Duration {
	rest, ok := strings.CutPrefix(strings.TrimPrefix(s, "+"), "P")
	if !ok {
		return 0
	}
	units := map[byte]time.Duration{'W': 7 * 24 * time.Hour, 'D': 24 * time.Hour, 'H': time.Hour, 'M': time.Minute, 'S': time.Second}
	var total time.Duration
	for rest = strings.Replace(rest, "T", "", 1); rest != ""; {
		at := strings.IndexAny(rest, "WDHMS")
		if at < 1 {
			return 0
		}
		n, err := strconv.ParseUint(rest[:at], 10, 16)
		if err != nil {
			return 0
		}
		total += time.Duration(n) * units[rest[at]]
		rest = rest[at+1:]
	}
	return total
}
