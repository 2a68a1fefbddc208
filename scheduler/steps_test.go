package scheduler

import (
	"testing"
	"time"
)

func TestLearningSteps(t *testing.T) {
	noon := at(t, "2026-11-24T12:00:00+01:00")
	tomorrow := at(t, "2026-11-25T04:00:00+01:00")
	minute, hour := noon.Add(time.Minute), noon.Add(time.Hour)
	one, three := []time.Duration(nil), []time.Duration{time.Minute, 20 * time.Minute, time.Hour}
	for _, tt := range []struct {
		name  string
		steps []time.Duration
		past  []Rating
		want  time.Time // zero: another day
	}{
		{"ANewCardForgotten", one, []Rating{Again}, noon.Add(Soon)},
		{"ANewCardRecalled", one, []Rating{Good}, time.Time{}},
		{"ANewCardRecalledHard", one, []Rating{Hard}, time.Time{}},
		{"LearnedAfterOneStep", one, []Rating{Again, Hard}, tomorrow},
		{"ForgottenAgain", three, []Rating{Again}, minute},
		{"ToTheNextStep", three, []Rating{Again, Good}, noon.Add(20 * time.Minute)},
		{"HardRepeatsAStep", three, []Rating{Again, Hard}, minute},
		{"TheLastStep", three, []Rating{Again, Good, Good}, hour},
		{"LearnedAtTheLast", three, []Rating{Again, Good, Good, Hard}, tomorrow},
		{"EasyIsLearned", three, []Rating{Again, Easy}, time.Time{}},
		{"ANewCardGoesToTheNext", three, []Rating{Good}, noon.Add(20 * time.Minute)},
		{"ANewCardIsHard", three, []Rating{Hard}, minute},
		{"ANewCardIsEasy", three, []Rating{Easy}, time.Time{}},
		{"BackToTheFirst", three, []Rating{Again, Good, Again}, minute},
		{"LearnedIsLearned", three, []Rating{Easy, Good}, time.Time{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := newFSRS(t, Settings{Steps: tt.steps})
			var m Memory
			for _, r := range tt.past {
				m = f.Review(m, r, Moment{Now: noon, Cal: brussels(t)})
			}
			if tt.want.IsZero() && m.Due.Before(tomorrow) || !tt.want.IsZero() && !m.Due.Equal(tt.want) {
				t.Errorf("due %v, want %v", m.Due, tt.want)
			}
		})
	}
}
