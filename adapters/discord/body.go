package discord

import (
	"bytes"
	"encoding/json"
	"errors"
	"mime/multipart"
	"net/textproto"
)

// content is the body of a request.
type content struct {
	kind string // "" for none
	data []byte
}

// upload is a file that goes along with a message. Its name has no quotes.
type upload struct {
	name, kind string
	data       []byte
}

// encode makes the body: JSON, in a form where a file comes with it.
func (q request) encode() (content, error) {
	if q.body == nil {
		return content{}, nil
	}
	text, err := json.Marshal(q.body)
	if err != nil || q.file == nil {
		return content{"application/json", text}, err
	}
	var data bytes.Buffer
	form := multipart.NewWriter(&data)
	part, err := form.CreatePart(textproto.MIMEHeader{
		"Content-Disposition": {`form-data; name="payload_json"`}, "Content-Type": {"application/json"}})
	if err == nil {
		_, err = part.Write(text)
	}
	if err == nil {
		part, err = form.CreatePart(textproto.MIMEHeader{
			"Content-Disposition": {`form-data; name="files[0]"; filename="` + q.file.name + `"`}, "Content-Type": {q.file.kind}})
	}
	if err == nil {
		_, err = part.Write(q.file.data)
	}
	err = errors.Join(err, form.Close())
	return content{form.FormDataContentType(), data.Bytes()}, err
}
