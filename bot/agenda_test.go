package bot

import (
	"testing"
	"time"

	"github.com/overhoor/overhoor/scheduler"
)

func TestCardsComeAfterAnExamAsIfThereHadBeenNone(t *testing.T) {
	fsrs, err := scheduler.New(scheduler.Settings{})
	if err != nil {
		t.Fatal(err)
	}
	cal := scheduler.Calendar{Zone: time.UTC}
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	x := Exam{Deck: "crm", Date: "2026-11-27"}
	p := Profile{Exams: []Exam{x}}
	early := fsrs.Review(scheduler.Memory{}, scheduler.Easy, p.moment("crm", now, cal))
	free := fsrs.Review(scheduler.Memory{}, scheduler.Easy, scheduler.Moment{Now: now, Cal: cal})
	onTheDay := early
	onTheDay.Last = early.Due
	short := fsrs.Review(scheduler.Memory{}, scheduler.Hard, p.moment("crm", now, cal))
	off := x
	off.Off = true
	for _, tt := range []struct {
		name string
		exam Exam
		deck string
		at   time.Time
		m    scheduler.Memory
		want time.Time
	}{
		{"BeforeTheExam", x, "crm", now, early, early.Due},
		{"OnTheDay", x, "crm", x.day(cal), early, early.Due},
		{"TheDayAfter", x, "crm", x.day(cal).AddDate(0, 0, 1), early, free.Due},
		{"CalledOff", off, "crm", now, early, free.Due},
		{"AnotherDeck", off, "memory", now, early, early.Due},
		{"NotHeldUp", off, "crm", now, short, short.Due},
		{"AnsweredOnTheDay", off, "crm", now, onTheDay, early.Due},
		{"NeverMet", off, "crm", now, scheduler.Memory{}, time.Time{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			talk := &talk{Engine: &Engine{Config: Config{Scheduler: fsrs}}, now: tt.at, cal: cal,
				profile: Profile{Exams: []Exam{tt.exam}}}
			if got := talk.due(Turn{Deck: tt.deck, Memory: tt.m}); !got.Equal(tt.want) {
				t.Errorf("due %v, want %v", got, tt.want)
			}
		})
	}
}

func TestSetExam(t *testing.T) {
	cal := scheduler.Calendar{Zone: time.UTC}
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	p := Profile{Exams: []Exam{{Deck: "crm", Date: "2024-01-01"}, {Deck: "crm", Date: "2026-11-01"}}}
	for _, date := range []string{"2027-01-20", "2027-02-20", "2027-01-20", "2027-01-20"} {
		p.setExam("crm", date, now, cal)
		if x, ok := p.exam("crm", now, cal); !ok || x.Date != date {
			t.Fatalf("%s: %+v, %v of %+v", date, x, ok, p.Exams)
		}
	}
	if len(p.Exams) != 3 { // November's, February's called off, January's
		t.Errorf("%+v", p.Exams)
	}
	p.setExam("crm", "", now, cal)
	if x, ok := p.exam("crm", now, cal); ok {
		t.Errorf("called off, yet %+v", x)
	}
}
