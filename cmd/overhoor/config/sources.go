package config

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/agnivade/levenshtein"
	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// read sets what a YAML text says.
func (c *Config) read(file string, text []byte) Problems {
	r := reader{config: c, file: file}
	tree, err := parser.ParseBytes(text, 0)
	if err != nil {
		r.broken(err)
		return r.problems
	}
	for i, doc := range tree.Docs {
		switch body := doc.Body.(type) {
		case nil:
		case ast.MapNode:
			if i > 0 {
				r.report(body.(ast.Node), "a second document (---) is not read: put all settings into one")
				continue
			}
			r.section("", body)
		default:
			r.report(body, "settings are written as `name: value`, a line each")
		}
	}
	return r.problems
}

// reader walks through one file.
type reader struct {
	config   *Config
	file     string
	problems Problems
}

// section reads the settings below a path.
func (r *reader) section(path string, m ast.MapNode) {
	for each := m.MapRange(); each.Next(); {
		key := each.Key().GetToken().Value
		at := strings.TrimPrefix(path+"."+key, ".")
		o, known := find(at)
		below, isMap := each.Value().(ast.MapNode)
		empty := each.Value().Type() == ast.NullType
		switch {
		case known:
			r.value(o, each.Value())
		case !isSection(at):
			r.report(each.Key(), unknown(at))
		case isMap:
			r.section(at, below)
		case !empty:
			r.report(each.Value(), fmt.Sprintf("%s is a section: write its settings below it, indented", at))
		}
	}
}

// value reads one setting. Nothing behind the colon leaves the default.
func (r *reader) value(o option, n ast.Node) {
	if n.Type() == ast.NullType {
		return
	}
	value, ok := scalar(o.kind, n)
	if !ok {
		r.report(n, fmt.Sprintf("%s must be %s", o.path, o.kind))
		return
	}
	if err := o.set(r.config, value); err != nil {
		r.report(n, o.path+" "+err.Error())
		return
	}
	r.config.where[o.path] = r.place(n.GetToken())
}

// scalar is the value of a node when it is of a kind.
func scalar(k kind, n ast.Node) (value string, ok bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, k == text
	case *ast.LiteralNode:
		return n.Value.Value, k == text
	case *ast.IntegerNode:
		return n.Token.Value, k == number || k == share || k == text
	case *ast.FloatNode:
		return n.Token.Value, k == share
	case *ast.BoolNode:
		return n.Token.Value, k == flag
	}
	return "", false
}

func (r *reader) report(n ast.Node, text string) {
	r.problems = append(r.problems, Problem{Where: r.place(n.GetToken()), Text: text})
}

// broken reports what is no YAML. The excerpt that the parser offers may hold
// a token, so it is left out.
func (r *reader) broken(err error) {
	p := Problem{Where: r.file, Text: "is no YAML"}
	var syntax yaml.Error
	if errors.As(err, &syntax) {
		p = Problem{Where: r.place(syntax.GetToken()), Text: "is no YAML: " + syntax.GetMessage()}
	}
	r.problems = append(r.problems, p)
}

func (r *reader) place(t *token.Token) string {
	return fmt.Sprintf("%s:%d:%d", r.file, t.Position.Line, t.Position.Column)
}

func find(path string) (option, bool) {
	for _, o := range options() {
		if o.path == path {
			return o, true
		}
	}
	return option{}, false
}

// isSection tells whether there are settings below a path.
func isSection(path string) bool {
	for _, o := range options() {
		if strings.HasPrefix(o.path, path+".") {
			return true
		}
	}
	return false
}

// unknown says what was perhaps meant by a key that is none.
func unknown(path string) string {
	best, least := "", 4
	for _, o := range options() {
		if d := levenshtein.ComputeDistance(path, o.path); d < least {
			best, least = o.path, d
		}
	}
	if best == "" {
		return path + " is no setting: config.example.yaml shows them all"
	}
	return fmt.Sprintf("%s is no setting: did you mean %s?", path, best)
}

// environ sets what the environment says. An empty variable says nothing.
func (c *Config) environ(env Env) Problems {
	var problems Problems
	for _, o := range options() {
		name, value, err := fromEnv(o, env)
		if err == nil && value != "" {
			err = o.set(c, value)
		}
		if err != nil {
			problems = append(problems, Problem{Where: name, Text: err.Error()})
		} else if value != "" {
			c.where[o.path] = name
		}
	}
	return problems
}

// fromEnv looks up an option's variable, for a secret also the file that its
// _FILE variable names.
func fromEnv(o option, env Env) (name, value string, err error) {
	name = o.variable()
	value, _ = env(name)
	file, _ := env(name + "_FILE")
	if !o.secret || file == "" {
		return name, value, nil
	}
	if value != "" {
		return name, "", fmt.Errorf("and %s_FILE are both set: keep one", name)
	}
	name += "_FILE"
	content, err := os.ReadFile(file)
	if err != nil {
		return name, "", fmt.Errorf("%s can't be read: %s", file, reason(err))
	}
	value = strings.TrimSpace(string(content))
	return name, value, emptyFile(file, value)
}

func emptyFile(file, value string) error {
	if value == "" {
		return fmt.Errorf("%s is empty: put the secret in it", file)
	}
	return nil
}
