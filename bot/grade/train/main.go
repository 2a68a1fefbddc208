// Command train fits the judge to labelled answers.
//
//	go run ./bot/grade/train [-report] [-errors FILE] [-write FILE] LABELLED...
//
// Each file of labelled answers, one JSON object a line, is a deck.
package main

import (
	"flag"
	"fmt"
	"os"

	"github.com/overhoor/overhoor/bot/grade"
)

func main() {
	lexicon := flag.String("lexicon", "bot/grade/lexicon/source", "the folder of the thesaurus")
	errors := flag.String("errors", "", "write the answers judged wrongly to this file")
	write := flag.String("write", "", "write the weights to this Go file")
	full := flag.Bool("report", false, "report by kind and language")
	flag.Parse()
	if err := run(flag.Args(), *lexicon, *errors, *write, *full); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(files []string, lexicon, errors, write string, full bool) error {
	rows, made, err := load(files, lexicon)
	if err != nil {
		return err
	}
	unseen, _ := crossValidate(rows, made, func(r row) string { return fmt.Sprint("subjects ", hash(r.subject)%12) })
	calibration := calibrate(rows, unseen)
	unseen = calibration.apply(rows, unseen)
	ask := chooseAsk(rows, unseen)
	tenth := func(r row) string { return fmt.Sprint(hash(r.group) % 10) }
	seen, models := crossValidate(rows, made, tenth)
	seen = calibration.apply(rows, seen)
	report("cards held out", rows, judge(rows, seen, ask), full)
	report("subjects held out", rows, judge(rows, unseen, ask), full)
	report("cards held out, with three accepted answers a card", rows, withAccepted(rows, func(r row) *grade.Model {
		return calibration.model(models[tenth(r)], ask)
	}), false)
	if errors != "" {
		if err := writeErrors(errors, rows, judge(rows, unseen, ask), judge(rows, seen, ask)); err != nil {
			return err
		}
	}
	if write == "" {
		return nil
	}
	return writeModel(write, calibration.model(fit(rows, made), ask))
}

// judged is a judgement and the chances behind it.
type judged struct {
	grade.Judgement
	chances [3]float64
}

// judge turns log odds into judgements.
func judge(rows []row, odds []odds, ask float64) []judged {
	out := make([]judged, len(rows))
	for i, r := range rows {
		out[i].Judgement = r.sample.Judgement
		if r.sample.Settled {
			out[i].chances[out[i].Verdict] = 1
			continue
		}
		out[i].chances = r.sample.Chances(odds[i].right, odds[i].whole)
		out[i].Judgement = grade.Decide(out[i].chances, ask)
		out[i].Sure = out[i].Sure && !r.sample.Doubtful(out[i].Verdict)
	}
	return out
}

// withAccepted judges the rows again, each with up to three right answers of
// others to its card.
func withAccepted(rows []row, model func(row) *grade.Model) []judged {
	out := make([]judged, len(rows))
	for i, r := range rows {
		var accept []string
		for k := range rows {
			other := rows[(i+7*k+1)%len(rows)]
			if len(accept) < 3 && other.group == r.group && other.ID != r.ID && other.truth == grade.Correct && other.Response != r.Response {
				accept = append(accept, other.Response)
			}
		}
		j := r.deck.With(model(r)).Judge(r.group, grade.Attempt{Text: r.Response, Accept: accept})
		out[i] = judged{Judgement: j}
		out[i].chances[j.Verdict] = 1
	}
	return out
}
