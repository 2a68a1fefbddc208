package simulate

import "math"

// Mean is a mean with its 95 % confidence interval: At - Within to At + Within.
type Mean struct{ At, Within float64 }

func mean(values []float64) Mean {
	n, sum, squares := float64(len(values)), 0.0, 0.0
	for _, v := range values {
		sum += v
	}
	at := sum / n
	for _, v := range values {
		squares += (v - at) * (v - at)
	}
	return Mean{At: at, Within: 1.96 * math.Sqrt(squares/max(1, n-1)/n)}
}

// Summary is what a policy came to.
type Summary struct {
	Exam, Later Mean    // shares known on the exam day and a month later
	Minutes     float64 // that a learner spent, on average

	// Cards known for each minute of all learners together.
	ExamPerMinute, LaterPerMinute float64

	// How much less the same learners know than by the plan.
	ExamBehind, LaterBehind Mean

	// What the plan said on the first day, and how far it was off on average;
	// zero for the others.
	Said, Off float64
}

// Summarise sums up the results of a policy beside those of the plan, for the
// same cases in the same order.
func Summarise(cases []Case, results, plan []Result) Summary {
	var s Summary
	var onDay, later, behind, laterBehind []float64
	var knownOnDay, knownLater float64
	for i, r := range results {
		onDay, later = append(onDay, r.Exam), append(later, r.Later)
		behind = append(behind, plan[i].Exam-r.Exam)
		laterBehind = append(laterBehind, plan[i].Later-r.Later)
		knownOnDay += r.Exam * float64(cases[i].Cards)
		knownLater += r.Later * float64(cases[i].Cards)
		s.Minutes += r.Spent.Minutes()
		s.Said += r.Said
		s.Off += math.Abs(r.Said - r.Exam)
	}
	s.Exam, s.Later = mean(onDay), mean(later)
	s.ExamBehind, s.LaterBehind = mean(behind), mean(laterBehind)
	s.ExamPerMinute, s.LaterPerMinute = knownOnDay/s.Minutes, knownLater/s.Minutes
	n := float64(len(results))
	s.Minutes, s.Said, s.Off = s.Minutes/n, s.Said/n, s.Off/n
	return s
}
