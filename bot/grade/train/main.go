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
	var to files
	flag.StringVar(&to.errors, "errors", "", "write what was judged wrongly to this file, ten answers a kind")
	flag.StringVar(&to.misjudged, "misjudged", "", "write all that was judged wrongly to this file, with its features")
	flag.StringVar(&to.weights, "write", "", "write the weights to this file")
	full := flag.Bool("report", false, "report by kind and language")
	flag.Parse()
	if err := run(flag.Args(), to, *full); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

// files are where results go, "" for nowhere.
type files struct{ errors, misjudged, weights string }

func run(labelled []string, to files, full bool) error {
	rows, err := load(labelled)
	if err != nil {
		return err
	}
	bySubject := func(r row) string { return fmt.Sprint("subjects ", hash(r.subject)%12) }
	unseen, _ := crossValidate(rows, bySubject)
	calibration := calibrate(rows, unseen)
	unknown := trusted(rows, calibration.apply(rows, unseen), bySubject)
	ask := chooseAsk(rows, unknown)
	tenth := func(r row) string { return fmt.Sprint(hash(r.group) % 10) }
	seen, models := crossValidate(rows, tenth)
	known := trusted(rows, calibration.apply(rows, seen), tenth)
	fmt.Printf("ask %.2f\n", ask)
	cards, subjects := judge(rows, known, ask), judge(rows, unknown, ask)
	report("cards held out", rows, cards, full)
	report("subjects held out", rows, subjects, full)
	if err := writeErrors(to.errors, rows, cards); err != nil {
		return err
	}
	if err := writeMisjudged(to.misjudged, rows, subjects, cards); err != nil {
		return err
	}
	trust := fitTrust(rows, unknown)
	report("cards held out, with three accepted answers a card", rows, withAccepted(rows, func(r row) *grade.Model {
		return calibration.model(models[tenth(r)], trust, ask)
	}), false)
	if to.weights == "" {
		return nil
	}
	return toFile(to.weights, calibration.model(fit(rows), trust, ask).Pack)
}

// judged is a judgement and the chances behind it.
type judged struct {
	grade.Judgement
	chances [3]float64
}

// judge turns opinions into judgements.
func judge(rows []row, opinions []opinion, ask float64) []judged {
	out := make([]judged, len(rows))
	for i, r := range rows {
		out[i] = judged{r.sample.Judge(opinions[i].chances, opinions[i].trust, ask), opinions[i].chances}
	}
	return out
}
