// Reads a stream of lines, each a text as a JSON string, and answers each at once with a line of JSON, which the type
// answer describes. Built by recipes.ts.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"os"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	typed "k8s.io/apimachinery/pkg/runtime/serializer/json"
	utilyaml "k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/yaml"
)

// What apimachinery takes one document of a text for.
type object struct {
	Json json.RawMessage `json:"json"`
	// What UnstructuredJSONScheme.Decode gives: "Unstructured", "UnstructuredList", or nothing and an error.
	Type  string `json:"type,omitempty"`
	Error string `json:"error,omitempty"`
	// The number of objects in an UnstructuredList.
	Items int `json:"items"`
	// Unstructured.IsList of the object that is decoded without a look at its items, as Argo CD and Flux do.
	IsList bool `json:"isList"`
	// The apiVersion and kind, with a space between them, by which API servers choose the Go type to decode into.
	Typed string `json:"typed"`
}

// What readers make of one text.
type answer struct {
	// The value that sigs.k8s.io/yaml has for the first document, or its error.
	Json  json.RawMessage `json:"json,omitempty"`
	Error string          `json:"error,omitempty"`
	// The error of its strict reading where the other one has none.
	StrictError string `json:"strictError,omitempty"`
	// The documents as kubectl, Argo CD and Flux split a file, the empty ones left out; and what ended it early.
	Objects     []object `json:"objects"`
	StreamError string   `json:"streamError,omitempty"`
}

func decode(raw []byte) object {
	result := object{Json: raw}
	decoded, _, err := unstructured.UnstructuredJSONScheme.Decode(raw, nil, nil)
	if err != nil {
		result.Error = err.Error()
	}
	switch decoded := decoded.(type) {
	case *unstructured.Unstructured:
		result.Type = "Unstructured"
	case *unstructured.UnstructuredList:
		result.Type, result.Items = "UnstructuredList", len(decoded.Items)
	}
	var single unstructured.Unstructured
	if json.Unmarshal(raw, &single.Object) == nil {
		result.IsList = single.IsList()
	}
	if read, err := typed.DefaultMetaFactory.Interpret(raw); err == nil {
		result.Typed = strings.TrimPrefix(read.GroupVersion().String()+" "+read.Kind, " ")
	}
	return result
}

func read(text string) answer {
	result := answer{Objects: []object{}}
	if value, err := yaml.YAMLToJSON([]byte(text)); err != nil {
		result.Error = err.Error()
	} else {
		result.Json = value
		if _, err := yaml.YAMLToJSONStrict([]byte(text)); err != nil {
			result.StrictError = err.Error()
		}
	}
	stream := utilyaml.NewYAMLOrJSONDecoder(strings.NewReader(text), 4096)
	for {
		var document runtime.RawExtension
		err := stream.Decode(&document)
		if errors.Is(err, io.EOF) {
			return result
		}
		if err != nil {
			result.StreamError = err.Error()
			return result
		}
		// kubectl passes over empty documents, too.
		if raw := strings.TrimSpace(string(document.Raw)); raw != "" && raw != "null" {
			result.Objects = append(result.Objects, decode(document.Raw))
		}
	}
}

func main() {
	lines := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 0 {
			var text string
			if err := json.Unmarshal(line, &text); err != nil {
				panic(err)
			}
			answer, err := json.Marshal(read(text))
			if err != nil {
				panic(err)
			}
			out.Write(append(answer, '\n'))
		}
		if err != nil {
			return
		}
		// Who waits for an answer before the next text gets it.
		if lines.Buffered() == 0 {
			out.Flush()
		}
	}
}
