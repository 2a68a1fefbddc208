package dates

import (
	"testing"
	"time"

	"github.com/overhoor/overhoor/scheduler"
)

func TestClock(t *testing.T) {
	for typed, want := range map[string]string{
		"8": "08:00", "8:00": "08:00", "08.30": "08:30", "8u": "08:00", "8u30": "08:30", "20h15": "20:15", "8pm": "20:00",
		"7:30PM": "19:30", "7.30am": "07:30", "0:00": "00:00",
		"": "", "m": "", "24:00": "", "8:60": "", "halfacht": "", "13pm": "", "-1": "", "8:00m": "", "u": "",
	} {
		if got, ok := Clock(typed); got != want || ok != (want != "") {
			t.Errorf("%q is %q, %v, want %q", typed, got, ok, want)
		}
	}
}

func TestWeekdays(t *testing.T) {
	workdays := scheduler.WeekdaysOf(1, 2, 3, 4, 5)
	for typed, want := range map[string]scheduler.Weekdays{
		"ma": 1 << 1, "Zaterdags": 1 << 6, "tues": 1 << 2, "thursdays": 1 << 4, "zon": 1, "vrij": 1 << 5,
		"ma-vr": workdays, "mon-fri": workdays, "werkdagen": workdays, "weekend": 1 | 1<<6, "vr-ma": 1<<5 | 1<<6 | 1 | 1<<1,
		"": 0, "m": 0, "mo": 0, "fr": 0, "-": 0, "ma-": 0, "ma-nooit": 0, "maandagen": 0, "week": 0,
	} {
		if got, ok := Weekdays(typed); got != want || ok != (want != 0) {
			t.Errorf("%q is %b, %v, want %b", typed, got, ok, want)
		}
	}
	if day, ok := Weekday("Wednesday"); day != time.Wednesday || !ok {
		t.Errorf("Wednesday is %v, %v", day, ok)
	}
}

func FuzzWeek(f *testing.F) {
	for _, s := range []string{"8u30", "9pm", "ma-vr", "weekend", "zo", "-", ":"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		if clock, ok := Clock(typed); ok {
			if _, err := time.Parse("15:04", clock); err != nil {
				t.Errorf("%q is %q", typed, clock)
			}
		}
		if days, ok := Weekdays(typed); ok != (days != 0) || days >= 1<<7 {
			t.Errorf("%q is %b, %v", typed, days, ok)
		}
	})
}
