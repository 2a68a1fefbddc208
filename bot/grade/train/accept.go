package main

import (
	"github.com/overhoor/overhoor/bot/grade"
)

// classmates are up to three right answers of others to a row's card, not the
// same for each row.
func classmates(rows []row, i int) []string {
	var accept []string
	r := rows[i]
	for k := range rows {
		other := rows[(i+7*k+1)%len(rows)]
		if len(accept) < 3 && other.group == r.group && other.ID != r.ID && other.truth == grade.Correct && other.Response != r.Response {
			accept = append(accept, other.Response)
		}
	}
	return accept
}

// withAccepted judges the rows again, each with up to three right answers of
// others to its card.
func withAccepted(rows []row, model func(row) *grade.Model) []judged {
	out := make([]judged, len(rows))
	for i, r := range rows {
		j := r.deck.With(model(r)).Judge(r.group, grade.Attempt{Text: r.Response, Accept: classmates(rows, i)})
		out[i] = judged{Judgement: j}
		out[i].chances[j.Verdict] = 1
	}
	return out
}
