package grade

import (
	"strings"
	"testing"
)

func TestTakeBack(t *testing.T) {
	for answer, want := range map[string]string{
		"minder regen, nee wacht, meer regen":                           "meer regen",
		"de lever... nee, de milt":                                      "de milt",
		"in 1830, o nee wacht 1839":                                     "1839",
		"1815 or 1816, no, 1816":                                        "1816",
		"rogge, gerst, hop... nee haver, en tarwe":                      "rogge, gerst, haver, en tarwe",
		"hop, nee: rogge, gerst en tarwe":                               "rogge, gerst en tarwe",
		"the liver... no wait, the spleen":                              "the spleen",
		"een lijster... nee da's een vogel, een adder":                  "een adder",
		"een lijster, nee, dat is een adder, een slang":                 "dat is een adder, een slang",
		"das Herz, nein, die Milz":                                      "die Milz",
		"de boer koopt of neemt mest":                                   "de boer koopt of neemt mest",
		"hij kiest ja of nee bij elke vraag":                            "hij kiest ja of nee bij elke vraag",
		"ja, nee, misschien":                                            "ja, nee, misschien",
		"geen regen, no rain at all":                                    "geen regen, no rain at all",
		"in de pianomeander":                                            "in de pianomeander",
		"de wind neemt toe... normaal in de herfst":                     "de wind neemt toe... normaal in de herfst",
		"de oogst is groot, nee wacht":                                  "de oogst is groot, nee wacht",
		"meer wind en meer regen, nee wacht, minder wind en geen hagel": "minder wind en geen hagel",
	} {
		got, _, _ := plainAnswer(answer)
		if clean := strings.Join(strings.Fields(strings.Trim(got, " ,.:")), " "); clean != want {
			t.Errorf("%q leaves %q, want %q", answer, clean, want)
		}
	}
}
