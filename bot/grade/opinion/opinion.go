// Package opinion asks a language model for a second opinion on an answer
// about which the built-in judge is not sure. Any server that speaks OpenAI's
// chat protocol will do (Ollama, vLLM, llama.cpp). It only advises: where it
// is slow, down or unclear, the built-in verdict stands.
package opinion

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jellydator/ttlcache/v3"
	"github.com/sashabaranov/go-openai"
	"golang.org/x/sync/singleflight"

	"github.com/overhoor/overhoor/bot/grade"
)

// Question is what the second judge gets to see. Nothing in it tells who
// answered.
type Question struct {
	Front, Back string
	Accept      []string // further right answers
	Lang        string   // BCP 47, of the card
	Answer      string   // the learner's
}

// ErrUnclear says that the server answered, but not with a verdict.
var ErrUnclear = errors.New("the second judge gave no verdict")

// Judge gives second opinions. It is safe for concurrent use.
type Judge struct {
	client  *openai.Client
	model   string
	timeout time.Duration
	kept    *ttlcache.Cache[hash, grade.Verdict]
	asking  singleflight.Group
}

// New makes a Judge; it asks nothing yet. The error is about the Config.
func New(c Config) (*Judge, error) {
	c, err := c.complete()
	if err != nil {
		return nil, fmt.Errorf("set up the second judge: %w", err)
	}
	return &Judge{
		client:  c.client(),
		model:   c.Model,
		timeout: c.Timeout,
		kept:    cache[grade.Verdict](c.Keep),
	}, nil
}

// Known returns an opinion that was given before, without asking.
func (j *Judge) Known(q Question) (grade.Verdict, bool) {
	if item := j.kept.Get(q.key()); item != nil {
		return item.Value(), true
	}
	return grade.Wrong, false
}

// Ask asks for a verdict and remembers it. It takes no longer than the
// Config's Timeout. An error means that there is no second opinion; it holds
// neither the key nor the answer.
func (j *Judge) Ask(ctx context.Context, q Question) (grade.Verdict, error) {
	key := q.key()
	if v, ok := j.Known(q); ok {
		return v, nil
	}
	ctx, cancel := context.WithTimeout(ctx, j.timeout)
	defer cancel()
	// Twenty classmates who type the same at one moment cost one question.
	got := j.asking.DoChan(string(key[:]), func() (any, error) {
		if v, ok := j.Known(q); ok { // answered since we looked
			return v, nil
		}
		alone, cancel := context.WithTimeout(context.WithoutCancel(ctx), j.timeout)
		defer cancel()
		v, err := j.ask(alone, q)
		if err == nil {
			j.kept.Set(key, v, ttlcache.DefaultTTL)
		}
		return v, err
	})
	select {
	case r := <-got:
		v, _ := r.Val.(grade.Verdict)
		return v, r.Err
	case <-ctx.Done():
		return grade.Wrong, fmt.Errorf("ask the second judge: %w", ctx.Err())
	}
}

func (j *Judge) ask(ctx context.Context, q Question) (grade.Verdict, error) {
	reply, err := j.client.CreateChatCompletion(ctx, openai.ChatCompletionRequest{
		Model:       j.model,
		Temperature: 0,
		//lint:ignore SA1019 Ollama and other servers know only this name
		MaxTokens:      60,
		ResponseFormat: &openai.ChatCompletionResponseFormat{Type: openai.ChatCompletionResponseFormatTypeJSONObject},
		Messages: []openai.ChatCompletionMessage{
			{Role: openai.ChatMessageRoleSystem, Content: rules},
			{Role: openai.ChatMessageRoleUser, Content: q.prompt()},
		},
	})
	if err != nil {
		return grade.Wrong, fmt.Errorf("ask the second judge: %w", plain(err))
	}
	if len(reply.Choices) == 0 {
		return grade.Wrong, ErrUnclear
	}
	return verdict(reply.Choices[0].Message.Content)
}

// plain keeps what a server's error says of the cause and drops what it may
// repeat of the request.
func plain(err error) error {
	var api *openai.APIError
	if errors.As(err, &api) {
		return fmt.Errorf("the server answered %d", api.HTTPStatusCode)
	}
	var request *openai.RequestError
	if errors.As(err, &request) {
		return fmt.Errorf("the server answered %d", request.HTTPStatusCode)
	}
	return err
}

// key tells two questions apart, but not two ways to space or capitalise one
// answer.
func (q Question) key() hash {
	parts := append([]string{q.Front, q.Back, strings.Join(strings.Fields(strings.ToLower(q.Answer)), " ")}, q.Accept...)
	return sha256.Sum256([]byte(strings.Join(parts, "\x00")))
}
