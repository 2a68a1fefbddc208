package telegramtest

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// The methods that a quiz needs and the types of their parameters, from
// github.com/PaulSonOfLars/telegram-bot-api-spec (MIT licence).
//
//go:embed testdata/bot-api.json
var bundled []byte

// spec is the Bot API as data.
type spec struct {
	Methods map[string]object `json:"methods"`
	Types   map[string]object `json:"types"`
}

type object struct {
	Fields   []field  `json:"fields"`
	Subtypes []string `json:"subtypes"`
}

type field struct {
	Name     string   `json:"name"`
	Types    []string `json:"types"`
	Required bool     `json:"required"`
}

func readSpec(data []byte) (spec, error) {
	var s spec
	err := json.Unmarshal(data, &s)
	return s, err
}

// check says what is wrong with a request.
func (s spec) check(method string, params map[string]string) []string {
	m, known := s.Methods[method]
	if !known {
		return []string{"there is no method " + method}
	}
	var wrong []string
	for name, value := range params {
		i := slices.IndexFunc(m.Fields, func(f field) bool { return f.Name == name })
		if i < 0 {
			wrong = append(wrong, fmt.Sprintf("%s has no parameter %s", method, name))
		} else if err := s.parameter(m.Fields[i].Types, value); err != nil {
			wrong = append(wrong, fmt.Sprintf("%s: %s: %v", method, name, err))
		}
	}
	for _, f := range m.Fields {
		if f.Required && params[f.Name] == "" {
			wrong = append(wrong, fmt.Sprintf("%s needs %s", method, f.Name))
		}
	}
	return wrong
}

// parameter checks a value as it stands in a form: plain types as text, all
// others as JSON.
func (s spec) parameter(types []string, value string) error {
	if slices.Contains(types, "String") {
		return nil
	}
	var v any
	if err := json.Unmarshal([]byte(value), &v); err != nil {
		return fmt.Errorf("%q is no %s", value, strings.Join(types, " or "))
	}
	return s.anyOf(types, v)
}

// anyOf checks a value against types of which one must fit; of several the
// complaint about the nearest counts, which is the shortest.
func (s spec) anyOf(types []string, v any) error {
	var nearest error
	for _, t := range types {
		err := s.value(t, v)
		if err == nil {
			return nil
		}
		if nearest == nil || len(err.Error()) < len(nearest.Error()) {
			nearest = err
		}
	}
	return nearest
}

func (s spec) value(t string, v any) error {
	ok := false
	switch t {
	case "String":
		_, ok = v.(string)
	case "Boolean":
		_, ok = v.(bool)
	case "True":
		ok = v == true
	case "Float":
		_, ok = v.(float64)
	case "Integer":
		n, number := v.(float64)
		ok = number && n == math.Trunc(n)
	default:
		if of, array := strings.CutPrefix(t, "Array of "); array {
			return s.array(of, v)
		}
		return s.object(t, v)
	}
	if !ok {
		return fmt.Errorf("%v is no %s", v, t)
	}
	return nil
}

func (s spec) array(of string, v any) error {
	list, ok := v.([]any)
	if !ok {
		return fmt.Errorf("%v is no Array of %s", v, of)
	}
	for i, item := range list {
		if err := s.value(of, item); err != nil {
			return fmt.Errorf("%d: %w", i, err)
		}
	}
	return nil
}

func (s spec) object(t string, v any) error {
	o, known := s.Types[t]
	if !known {
		return fmt.Errorf("the type %s is unknown here", t)
	}
	if len(o.Subtypes) > 0 {
		return s.anyOf(o.Subtypes, v)
	}
	members, ok := v.(map[string]any)
	if !ok {
		return fmt.Errorf("%v is no %s", v, t)
	}
	for _, f := range o.Fields {
		member, there := members[f.Name]
		if !there && f.Required {
			return fmt.Errorf("%s needs %s", t, f.Name)
		}
		if there {
			if err := s.anyOf(f.Types, member); err != nil {
				return fmt.Errorf("%s: %w", f.Name, err)
			}
		}
	}
	for name := range members {
		if !slices.ContainsFunc(o.Fields, func(f field) bool { return f.Name == name }) {
			return fmt.Errorf("%s has no %s", t, name)
		}
	}
	return nil
}

func number(s string) int64 {
	n, _ := strconv.ParseInt(s, 10, 64)
	return n
}
