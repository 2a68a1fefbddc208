package discordtest

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// part holds the operations that this Discord knows, cut from the OpenAPI file
// of https://github.com/discord/discord-api-spec (MIT licence).
//
//go:embed testdata/discord-openapi-part.json
var part []byte

// loadSpec reads the whole OpenAPI file where it lies beside the repository,
// and else the part that comes with this package.
var loadSpec = sync.OnceValues(func() (*spec, error) {
	text := part
	if whole := findSpec(); whole != nil {
		text = whole
	}
	return newSpec(text)
})

// findSpec looks for the whole file beside the module, or nil.
func findSpec() []byte {
	dir, err := os.Getwd()
	if err != nil {
		return nil
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		if filepath.Dir(dir) == dir {
			return nil
		}
		dir = filepath.Dir(dir)
	}
	for _, above := range []string{"..", "../.."} {
		if text, err := os.ReadFile(filepath.Join(dir, above, "shared/spec/discord-openapi.json")); err == nil {
			return text
		}
	}
	return nil
}

// spec is an OpenAPI file.
type spec struct {
	paths    map[string]any
	compiler *jsonschema.Compiler

	mu       sync.Mutex
	compiled map[string]*jsonschema.Schema
}

func newSpec(text []byte) (*spec, error) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		return nil, fmt.Errorf("read the OpenAPI file: %w", err)
	}
	top, _ := doc.(map[string]any)
	paths, _ := top["paths"].(map[string]any)
	compiler := jsonschema.NewCompiler()
	compiler.DefaultDraft(jsonschema.Draft2020)
	if err := compiler.AddResource("discord.json", doc); err != nil {
		return nil, fmt.Errorf("read the OpenAPI file: %w", err)
	}
	return &spec{paths: paths, compiler: compiler, compiled: map[string]*jsonschema.Schema{}}, nil
}

// check holds a request against the file.
func (s *spec) check(method, path, contentType string, body []byte) error {
	item, _ := s.paths[path].(map[string]any)
	operation, ok := item[strings.ToLower(method)].(map[string]any)
	if !ok {
		return errors.New("no such operation in Discord's OpenAPI file")
	}
	if operation["requestBody"] == nil {
		if len(body) > 0 {
			return errors.New("a body where none belongs")
		}
		return nil
	}
	if contentType != "application/json" {
		return fmt.Errorf("%d with content type %q", http.StatusUnsupportedMediaType, contentType)
	}
	schema, err := s.schema(method, path)
	if err != nil {
		return err
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		return err
	}
	return schema.Validate(value)
}

func (s *spec) schema(method, path string) (*jsonschema.Schema, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	at := strings.NewReplacer("~", "~0", "/", "~1").Replace(path)
	at = strings.NewReplacer("{", "%7B", "}", "%7D", "@", "%40").Replace(at)
	ref := "discord.json#/paths/" + at + "/" + strings.ToLower(method) + "/requestBody/content/application~1json/schema"
	if s.compiled[ref] == nil {
		schema, err := s.compiler.Compile(ref)
		if err != nil {
			return nil, fmt.Errorf("compile %s: %w", ref, err)
		}
		s.compiled[ref] = schema
	}
	return s.compiled[ref], nil
}
