package discordtest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
)

// upload reads a form of a request's JSON and the files that come with it.
func upload(kind string, body []byte) (text []byte, files [][]byte, err error) {
	_, params, err := mime.ParseMediaType(kind)
	if err != nil {
		return nil, nil, err
	}
	form := multipart.NewReader(bytes.NewReader(body), params["boundary"])
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return text, files, nil
		}
		if err != nil {
			return nil, nil, err
		}
		data, err := io.ReadAll(part)
		switch {
		case err != nil:
			return nil, nil, err
		case part.FormName() == "payload_json":
			text = data
		case part.FormName() == fmt.Sprintf("files[%d]", len(files)) && part.FileName() != "":
			files = append(files, data)
		default:
			return nil, nil, fmt.Errorf("a part %q, file %q, in a form", part.FormName(), part.FileName())
		}
	}
}
