package opinion

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/jellydator/ttlcache/v3"
	"github.com/sashabaranov/go-openai"
)

// batch is how many texts go into one request.
const batch = 64

// Embedder tells how close texts are in meaning, by a server that speaks
// OpenAI's embeddings protocol. It is safe for concurrent use.
type Embedder struct {
	client  *openai.Client
	model   string
	timeout time.Duration
	kept    *ttlcache.Cache[hash, []float32]
}

// NewEmbedder makes an Embedder; it asks nothing yet. The error is about the
// Config.
func NewEmbedder(c Config) (*Embedder, error) {
	c, err := c.complete()
	if err != nil {
		return nil, fmt.Errorf("set up the embedder: %w", err)
	}
	return &Embedder{
		client:  c.client(),
		model:   c.Model,
		timeout: c.Timeout,
		kept:    cache[[]float32](c.Keep),
	}, nil
}

// Likeness returns the cosine similarity, -1 to 1, of an answer to each of
// the texts. Texts that were asked about before cost nothing.
func (e *Embedder) Likeness(ctx context.Context, answer string, texts []string) ([]float64, error) {
	ctx, cancel := context.WithTimeout(ctx, e.timeout)
	defer cancel()
	vectors, err := e.vectors(ctx, append([]string{bounded(answer)}, texts...))
	if err != nil {
		return nil, fmt.Errorf("ask the embedder: %w", err)
	}
	likeness := make([]float64, len(texts))
	for i := range texts {
		likeness[i] = cosine(vectors[0], vectors[i+1])
	}
	return likeness, nil
}

// vectors embeds texts, those that are not remembered in batches.
func (e *Embedder) vectors(ctx context.Context, texts []string) ([][]float32, error) {
	vectors := make([][]float32, len(texts))
	var missing []int
	for i, text := range texts {
		if item := e.kept.Get(sha256.Sum256([]byte(text))); item != nil {
			vectors[i] = item.Value()
		} else {
			missing = append(missing, i)
		}
	}
	for len(missing) > 0 {
		some := missing[:min(batch, len(missing))]
		missing = missing[len(some):]
		input := make([]string, len(some))
		for i, at := range some {
			input[i] = texts[at]
		}
		found, err := e.embed(ctx, input)
		if err != nil {
			return nil, err
		}
		for i, at := range some {
			vectors[at] = found[i]
			e.kept.Set(sha256.Sum256([]byte(texts[at])), found[i], ttlcache.DefaultTTL)
		}
	}
	return vectors, nil
}

func (e *Embedder) embed(ctx context.Context, texts []string) ([][]float32, error) {
	reply, err := e.client.CreateEmbeddings(ctx, openai.EmbeddingRequestStrings{
		Input: texts,
		Model: openai.EmbeddingModel(e.model),
	})
	if err != nil {
		return nil, plain(err)
	}
	found := make([][]float32, len(texts))
	for _, d := range reply.Data {
		if d.Index >= 0 && d.Index < len(found) {
			found[d.Index] = d.Embedding
		}
	}
	for _, v := range found {
		if len(v) == 0 {
			return nil, errors.New("the server left a text out")
		}
	}
	return found, nil
}

// cosine is the cosine of the angle between two vectors; 0 when they can't be
// compared.
func cosine(a, b []float32) float64 {
	if len(a) != len(b) {
		return 0
	}
	var dot, aa, bb float64
	for i := range a {
		x, y := float64(a[i]), float64(b[i])
		dot, aa, bb = dot+x*y, aa+x*x, bb+y*y
	}
	if aa == 0 || bb == 0 {
		return 0
	}
	return dot / math.Sqrt(aa*bb)
}
