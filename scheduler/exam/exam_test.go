package exam_test

import (
	"math"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/overhoor/overhoor/scheduler"
	"github.com/overhoor/overhoor/scheduler/exam"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func fsrs(t interface{ Fatal(...any) }) *scheduler.FSRS {
	f, err := scheduler.New(scheduler.Settings{})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// someSubject is a deck in any state, with an exam in the next weeks.
func someSubject(t *rapid.T, f *scheduler.FSRS) exam.Subject {
	s := exam.Subject{FSRS: f, Day: noon.AddDate(0, 0, rapid.IntRange(0, 30).Draw(t, "days"))}
	for range rapid.IntRange(1, 60).Draw(t, "cards") {
		var m scheduler.Memory
		ago := rapid.IntRange(0, 60).Draw(t, "ago")
		for range rapid.IntRange(0, 4).Draw(t, "reviews") {
			at := scheduler.Moment{Now: noon.AddDate(0, 0, -ago)}
			m = f.Review(m, scheduler.Rating(rapid.IntRange(1, 4).Draw(t, "rating")), at)
			ago = rapid.IntRange(0, ago).Draw(t, "ago")
		}
		s.Cards = append(s.Cards, m)
	}
	return s
}

func somePlanner(t *rapid.T) exam.Planner {
	return exam.Planner{
		Budget: time.Duration(rapid.IntRange(1, 40).Draw(t, "minutes")) * time.Minute, Pace: exam.Typing(),
		Worth: rapid.SampledFrom([]float64{0, exam.Enough}).Draw(t, "worth"),
	}
}

// TestToday holds each day of two exams against what a plan may ask.
func TestToday(t *testing.T) {
	f := fsrs(t)
	rapid.Check(t, func(t *rapid.T) {
		p, subjects := somePlanner(t), []exam.Subject{someSubject(t, f), someSubject(t, f)}
		now := noon
		met := make(map[exam.Question]bool)
		for range 5 {
			asked := p.Today(now, subjects)
			if again := p.Today(now, subjects); !reflect.DeepEqual(asked, again) {
				t.Fatalf("%v, and then %v", asked, again)
			}
			var spent time.Duration
			for i, q := range asked {
				s := &subjects[q.Subject]
				if now.After(s.Day) {
					t.Fatalf("asked for an exam of %v on %v", s.Day, now)
				}
				if spent >= p.Budget {
					t.Fatalf("question %d comes after %v of %v", i, spent, p.Budget)
				}
				m := s.Cards[q.Card]
				if m.New() && met[q] {
					t.Fatalf("met %v twice", q)
				}
				met[q] = met[q] || m.New()
				spent += exam.Typing().Cost(m.New(), scheduler.Good)
				s.Cards[q.Card] = f.Review(m, scheduler.Good, scheduler.Moment{Now: now})
			}
			if more := p.Today(now, subjects); len(asked) > 0 && spent >= p.Budget && len(more) > 0 {
				t.Fatalf("the time is over, and yet %v", more)
			}
			now = now.AddDate(0, 0, rapid.IntRange(1, 4).Draw(t, "missed"))
		}
	})
}

// TestForecastIsSensible wants shares to be shares, more time to be no worse,
// and days that were missed to be no better.
func TestForecastIsSensible(t *testing.T) {
	f := fsrs(t)
	const tolerance = 0.03 // lapses come in whole cards
	rapid.Check(t, func(t *rapid.T) {
		p := somePlanner(t)
		s := someSubject(t, f)
		for len(s.Cards) < 40 {
			s.Cards = append(s.Cards, scheduler.Memory{})
		}
		subjects := []exam.Subject{s}
		got := p.Forecast(noon, subjects)[0]
		if !(got.Known >= 0 && got.Known <= 1) || got.Daily > p.Budget+time.Minute {
			t.Fatalf("%+v", got)
		}
		if time.Duration(got.New-1)*exam.Typing().New >= p.Budget {
			t.Fatalf("%d new cards a day in %v", got.New, p.Budget)
		}
		if again := p.Forecast(noon, subjects)[0]; again != got {
			t.Fatalf("%+v, and then %+v", got, again)
		}
		richer := p
		richer.Budget *= 2
		if more := richer.Forecast(noon, subjects)[0]; more.Known < got.Known-tolerance {
			t.Fatalf("twice the time gives %v instead of %v", more.Known, got.Known)
		}
		if got.Days > 4 {
			if later := p.Forecast(noon.AddDate(0, 0, 3), subjects)[0]; later.Known > got.Known+tolerance {
				t.Fatalf("three missed days give %v instead of %v", later.Known, got.Known)
			}
		}
		if usual := p.Usual(noon, subjects, 10)[0]; usual.Known > got.Known+tolerance {
			t.Fatalf("without the plan %v, with it %v", usual.Known, got.Known)
		}
	})
}

// TestForecastComesTrue studies by the plan many times, with luck, and compares
// what is known in the end with what was said at first.
func TestForecastComesTrue(t *testing.T) {
	f := fsrs(t)
	p := exam.Planner{Budget: 8 * time.Minute, Pace: exam.Typing(), Worth: exam.Enough}
	fresh := exam.Subject{FSRS: f, Day: noon.AddDate(0, 0, 20), Cards: make([]scheduler.Memory, 120)}
	said := p.Forecast(noon, []exam.Subject{fresh})[0]
	luck := rand.New(rand.NewPCG(1, 2))
	sum := 0.0
	const times = 40
	for range times {
		s := fresh
		s.Cards = make([]scheduler.Memory, len(fresh.Cards))
		for day := range 20 {
			at := scheduler.Moment{Now: noon.AddDate(0, 0, day)}
			for _, q := range p.Today(at.Now, []exam.Subject{s}) {
				odds := exam.FirstOdds()
				if m := s.Cards[q.Card]; !m.New() {
					odds = exam.RecallOdds(f.Retrievability(m, at))
				}
				s.Cards[q.Card] = f.Review(s.Cards[q.Card], odds.At(luck.Float64()), at)
			}
		}
		for _, m := range s.Cards {
			sum += f.Retrievability(m, scheduler.Moment{Now: s.Day}) / float64(len(s.Cards))
		}
	}
	if came := sum / times; math.Abs(came-said.Known) > 0.01 {
		t.Errorf("said %.3f, came to %.3f", said.Known, came)
	}
	if said.LastNew > 15 {
		t.Errorf("the last new card comes after %d of 20 days", said.LastNew)
	}
}

// TestTheEveningBefore sweeps up what gains little, which no other day asks.
func TestTheEveningBefore(t *testing.T) {
	f := fsrs(t)
	p := exam.Planner{Budget: 20 * time.Minute, Pace: exam.Typing(), Worth: exam.Enough}
	firm := f.Review(scheduler.Memory{}, scheduler.Easy, scheduler.Moment{Now: noon.AddDate(0, 0, -1)})
	firm.Stability = 200
	weak := firm
	weak.Stability = 4
	s := exam.Subject{FSRS: f, Cards: []scheduler.Memory{firm, weak}}
	for days, want := range map[int][]exam.Question{10: {{Card: 1}}, 1: {{Card: 1}, {Card: 0}}} {
		s.Day = noon.AddDate(0, 0, days)
		if got := p.Today(noon, []exam.Subject{s}); !reflect.DeepEqual(got, want) {
			t.Errorf("%d days before: %v, want %v", days, got, want)
		}
	}
	s.Day = noon.AddDate(0, 0, 1)
	s.Cards[1] = f.Review(weak, scheduler.Again, scheduler.Moment{Now: noon})
	if got := p.Today(noon, []exam.Subject{s}); !reflect.DeepEqual(got, []exam.Question{{Card: 0}}) {
		t.Errorf("after an answer of today: %v", got)
	}
	s.Day = noon.AddDate(0, 0, -1)
	if got := p.Today(noon, []exam.Subject{s}); len(got) > 0 {
		t.Errorf("after the exam: %v", got)
	}
}

func TestNext(t *testing.T) {
	f := fsrs(t)
	p := exam.Planner{Budget: 20 * time.Minute, Pace: exam.Typing(), Worth: exam.Enough}
	firm := f.Review(scheduler.Memory{}, scheduler.Easy, scheduler.Moment{Now: noon})
	firm.Stability = 500
	for days, want := range map[int]int{20: 19, 2: 1, 1: 0, 0: 0} {
		s := exam.Subject{FSRS: f, Day: noon.AddDate(0, 0, days), Cards: []scheduler.Memory{firm}}
		if got := p.Next(noon, []exam.Subject{s}); got != want {
			t.Errorf("%d days before: in %d days, want %d", days, got, want)
		}
	}
}

// TestTwoExamsShareTheMinutes gives the exam of tomorrow what it gains most by,
// and the later one what is left.
func TestTwoExamsShareTheMinutes(t *testing.T) {
	f := fsrs(t)
	p := exam.Planner{Budget: 10 * time.Minute, Pace: exam.Typing()}
	faded := f.Review(scheduler.Memory{}, scheduler.Good, scheduler.Moment{Now: noon.AddDate(0, 0, -20)})
	var subjects []exam.Subject
	for _, days := range []int{1, 40} {
		s := exam.Subject{FSRS: f, Day: noon.AddDate(0, 0, days)}
		for range 30 {
			s.Cards = append(s.Cards, faded)
		}
		subjects = append(subjects, s)
	}
	asked := [2]int{}
	for _, q := range p.Today(noon, subjects) {
		asked[q.Subject]++
	}
	if asked[0]+asked[1] < 30 || asked[0]+asked[1] > 41 || asked[0] == 0 {
		t.Errorf("asked %v in ten minutes", asked)
	}
}

func TestTheTimeGrowsTowardsTheExam(t *testing.T) {
	p := exam.Planner{Budget: 20 * time.Minute, Pace: exam.Typing()}
	s := exam.Subject{FSRS: fsrs(t), Since: noon, Day: noon.AddDate(0, 0, 11)}
	var sum time.Duration
	for day, want := range []time.Duration{10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30} {
		got := p.Time(noon.AddDate(0, 0, day), []exam.Subject{s})
		if got.Round(time.Second) != want*time.Minute {
			t.Errorf("day %d takes %v, want %d min", day, got, want)
		}
		sum += got
	}
	if mean := sum / 11; mean.Round(time.Second) != p.Budget {
		t.Errorf("%v a day, want %v", mean, p.Budget)
	}
	later := exam.Subject{FSRS: s.FSRS, Since: noon, Day: noon.AddDate(0, 0, 41)}
	if got := p.Time(noon.AddDate(0, 0, 10), []exam.Subject{s, later}); got.Round(time.Second) != 22*time.Minute+30*time.Second {
		t.Errorf("two exams take %v", got)
	}
	s.Since = time.Time{}
	if got := p.Time(noon, []exam.Subject{s}); got != p.Budget {
		t.Errorf("who doesn't know when he began studies %v", got)
	}
}

func TestNoNewCardsForWhoWantsNone(t *testing.T) {
	p := exam.Planner{Budget: 20 * time.Minute, Pace: exam.Typing(), NoNew: true}
	known := scheduler.Memory{Stability: 3, Difficulty: 5, Reps: 1, Last: noon.AddDate(0, 0, -5)}
	s := exam.Subject{FSRS: fsrs(t), Day: noon.AddDate(0, 0, 9), Cards: []scheduler.Memory{{}, known}}
	if got := p.Today(noon, []exam.Subject{s}); !reflect.DeepEqual(got, []exam.Question{{Card: 1}}) {
		t.Errorf("asked %v, want the card that was met", got)
	}
	if got := p.Forecast(noon, []exam.Subject{s})[0]; got.LastNew != -1 || got.Known > 0.5 {
		t.Errorf("the forecast is %+v, with a card that is never met", got)
	}
}
