package telegramtest

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
)

// parameters reads a form, with the files in it, or a JSON object.
func parameters(r *http.Request) (params map[string]string, files map[string]Document, err error) {
	params = map[string]string{}
	if strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
		var raw map[string]json.RawMessage
		err = json.NewDecoder(r.Body).Decode(&raw)
		for name, value := range raw {
			params[name] = string(value)
			var text string
			if json.Unmarshal(value, &text) == nil {
				params[name] = text
			}
		}
		return params, nil, err
	}
	if err = r.ParseMultipartForm(mostFile); errors.Is(err, http.ErrNotMultipart) {
		err = nil
	}
	for name, values := range r.Form {
		params[name] = values[0]
	}
	if r.MultipartForm != nil {
		files, err = attached(r.MultipartForm, params)
	}
	return params, files, err
}
