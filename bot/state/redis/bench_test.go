package redis_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/overhoor/overhoor/bot"
	"github.com/overhoor/overhoor/bot/state/redistest"
	"github.com/overhoor/overhoor/bot/state/statetest"
	"github.com/overhoor/overhoor/decks"
	"github.com/overhoor/overhoor/scheduler"
)

func BenchmarkRedis(b *testing.B) {
	statetest.Benchmarks(b, storeAt(b, redistest.Server(b)))
}

func BenchmarkCluster(b *testing.B) {
	statetest.Benchmarks(b, storeAt(b, redistest.Cluster(b)))
}

// BenchmarkBytesACard fills a server with 100,000 cards, in decks of several
// sizes, and reports what its memory grew by for each.
func BenchmarkBytesACard(b *testing.B) {
	for _, cards := range []int{54, 200, 1000, 10_000} {
		b.Run(strconv.Itoa(cards), func(b *testing.B) {
			for b.Loop() {
				b.ReportMetric(bytesACard(b, cards), "bytes/card")
			}
		})
	}
}

func bytesACard(b *testing.B, cards int) float64 {
	const all = 100_000
	url := redistest.Server(b)
	s := storeAt(b, url)
	before := usedMemory(b, url)
	learners := all / cards
	for l := range learners {
		name := bot.Learner(fmt.Sprint("telegram:", 100_000_000+l))
		step := bot.Step{Learner: name}
		for c := range cards {
			step.Import = append(step.Import, bot.Memory{Deck: "capitals-of-europe", Card: decks.CardID(strconv.Itoa(c)),
				After: scheduler.Memory{Stability: 1.5 + float64(c), Difficulty: 5, Reps: 3}})
		}
		if err := s.Commit(b.Context(), step); err != nil {
			b.Fatal(err)
		}
		if _, err := s.Memories(b.Context(), name, "capitals-of-europe"); err != nil {
			b.Fatal(err)
		}
	}
	return float64(usedMemory(b, url)-before) / float64(learners*cards)
}

// BenchmarkBytesAnAnswer reports what an answer leaves behind: the log's entry,
// which stays, and the event's mark, which ends after a day.
func BenchmarkBytesAnAnswer(b *testing.B) {
	url := redistest.Server(b)
	s := storeAt(b, url)
	var r bot.Review
	before, answers := usedMemory(b, url), 0
	for b.Loop() {
		r.ID, r.Deck, r.Card = fmt.Sprint("telegram:", 700_000_000+answers), "capitals-of-europe", decks.CardID("card")
		r.After = scheduler.Memory{Stability: 1.5, Difficulty: 5, Reps: uint16(1 + answers%10_000)}
		step := bot.Step{Event: r.ID, Learner: bot.Learner(fmt.Sprint("telegram:", answers/10_000)), Reviews: []bot.Review{r}}
		if err := s.Commit(b.Context(), step); err != nil {
			b.Fatal(err)
		}
		answers++
		if r.Before = r.After; answers%10_000 == 0 {
			r.Before = scheduler.Memory{}
		}
	}
	all := usedMemory(b, url)
	for learner := range answers/10_000 + 1 {
		redistest.Do(b, url, "DEL", fmt.Sprintf("{l:telegram:%d}log", learner))
	}
	b.ReportMetric(float64(all-usedMemory(b, url))/float64(answers), "log-bytes/answer")
	b.ReportMetric(float64(usedMemory(b, url)-before)/float64(answers), "mark-bytes/answer")
}

func usedMemory(b *testing.B, url string) int {
	_, rest, _ := strings.Cut(redistest.Do(b, url, "INFO", "memory")[0], "used_memory:")
	digits, _, _ := strings.Cut(rest, "\r\n")
	n, err := strconv.Atoi(digits)
	if err != nil {
		b.Fatal(err)
	}
	return n
}
