// Command train fits the judge to labelled answers.
//
//	go run ./bot/grade/train [-report] [-errors FILE] [-misjudged FILE] [-write FILE] LABELLED...
//
// -errors writes by kind what was judged wrongly, ten answers a kind; -misjudged
// all of it, with what the model saw.
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
	var to files
	flag.StringVar(&to.errors, "errors", "", "write what was judged wrongly to this file, ten answers a kind")
	flag.StringVar(&to.misjudged, "misjudged", "", "write all that was judged wrongly to this file, with its features")
	flag.StringVar(&to.weights, "write", "", "write the weights to this Go file")
	full := flag.Bool("report", false, "report by kind and language")
	flag.Parse()
	if err := run(flag.Args(), *lexicon, to, *full); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

// files are where results go, "" for nowhere.
type files struct{ errors, misjudged, weights string }

func run(labelled []string, lexicon string, to files, full bool) error {
	rows, made, err := load(labelled, lexicon)
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
	byCard, bySubject := judge(rows, seen, ask), judge(rows, unseen, ask)
	report("cards held out", rows, byCard, full)
	report("subjects held out", rows, bySubject, full)
	report("cards held out, with three accepted answers a card", rows, withAccepted(rows, func(r row) *grade.Model {
		return calibration.model(models[tenth(r)], ask)
	}), false)
	if err := writeErrors(to.errors, rows, byCard); err != nil {
		return err
	}
	if err := writeMisjudged(to.misjudged, rows, bySubject, byCard); err != nil {
		return err
	}
	if to.weights == "" {
		return nil
	}
	return writeModel(to.weights, calibration.model(fit(rows, made), ask))
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
