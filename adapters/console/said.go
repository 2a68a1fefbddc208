package console

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/overhoor/overhoor/bot"
)

// said is one line, taken apart.
type said struct{ who, text string }

var errNoName = errors.New(`(who says that? write it as "anna: /quiz crm")`)

// parse takes a line apart. In a group it begins with who says it.
func parse(line string, cfg Config) (said, error) {
	line = strings.TrimSpace(strings.ToValidUTF8(strings.TrimPrefix(line, "\ufeff"), "\ufffd"))
	if !cfg.Group || line == "" {
		return said{who: cfg.Name, text: line}, nil
	}
	who, text, found := strings.Cut(line, ":")
	who = strings.TrimSpace(who)
	if !found || who == "" || strings.ContainsFunc(who, unicode.IsSpace) {
		return said{}, errNoName
	}
	return said{who: who, text: strings.TrimSpace(text)}, nil
}

// event makes an event of a line: a number of a choice presses it, "=3" is the
// answer 3.
func (c *Console) event(s said) bot.Event {
	c.count++
	e := bot.Event{
		ID:     fmt.Sprintf("%s-%d", c.session, c.count),
		Place:  c.place(),
		From:   c.person(s.who),
		Direct: true, // nobody else is there to be talked to
	}
	text := s.text
	if pressed, ok := c.choice(text); ok {
		text, e.Pressed = pressed, true
	} else if number, ok := strings.CutPrefix(text, "="); ok && isNumber(number) {
		text = number
	}
	e.Command, e.Text = command(text)
	if e.Command != "" && !e.Pressed {
		e.Text, e.File = attached(e.Text)
	}
	return e
}

// command splits "/quiz crm" into its name and what stands behind it.
func command(text string) (name, rest string) {
	if len(text) < 2 || text[0] != '/' {
		return "", text
	}
	name, rest = text[1:], ""
	if i := strings.IndexFunc(name, unicode.IsSpace); i >= 0 {
		name, rest = name[:i], name[i:]
	}
	return strings.ToLower(name), strings.TrimSpace(rest)
}

// choice is the command of a numbered choice that is on the screen.
func (c *Console) choice(text string) (command string, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > len(c.choices) || text != strconv.Itoa(n) {
		return "", false
	}
	return c.choices[n-1], true
}

func isNumber(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// place is where this conversation happens.
func (c *Console) place() bot.Place {
	if c.cfg.Group {
		return bot.Place{Platform: Platform, Chat: "group", Group: true}
	}
	return bot.Place{Platform: Platform, Chat: c.cfg.Name}
}

// person is who says something. The one alone at a terminal was given a name
// by us, so nobody calls him by it. In a group everybody is an admin: there is
// only one at the keyboard.
func (c *Console) person(who string) bot.Person {
	p := bot.Person{Account: bot.Account{Platform: Platform, ID: who}, Lang: c.cfg.Lang, Admin: c.cfg.Group}
	if who != Me {
		p.Name = who
	}
	return p
}

// completions are the lines that a half-typed one can become.
func (c *Console) completions(ctx context.Context, line string) []string {
	var all []string
	name, rest, hasRest := strings.Cut(strings.TrimPrefix(line, "/"), " ")
	switch {
	case !strings.HasPrefix(line, "/"):
	case !hasRest:
		for _, known := range c.cfg.Commands {
			if strings.HasPrefix(known.Name, name) {
				all = append(all, "/"+known.Name)
			}
		}
	case c.cfg.Complete != nil:
		e := bot.Event{Place: c.place(), From: c.person(c.cfg.Name), Command: name, Text: rest}
		for _, choice := range c.cfg.Complete(ctx, e) {
			all = append(all, "/"+name+" "+choice.Value)
		}
	}
	return all
}
