package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"sort"
	"strconv"
	"strings"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	sjson "k8s.io/apimachinery/pkg/runtime/serializer/json"
	"k8s.io/apimachinery/pkg/runtime/serializer/versioning"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
)

var strict = sjson.NewSerializerWithOptions(sjson.DefaultMetaFactory, legacyscheme.Scheme, legacyscheme.Scheme, sjson.SerializerOptions{Strict: true})

func decodeBuiltin(gvk schema.GroupVersionKind, text []byte) (runtime.Object, error) {
	internal := schema.GroupVersion{Group: gvk.Group, Version: runtime.APIVersionInternal}
	codec := versioning.NewDefaultingCodecForScheme(legacyscheme.Scheme, nil, strict, nil, internal)
	object, _, err := codec.Decode(text, &gvk, nil)
	return object, err
}

// The server stops at the first value that it cannot decode, and names no field of it. These bound the search for all of them.
const (
	mostAttempts = 4000
	mostFaults   = 100
)

// search finds the values of an object that cannot be decoded, each by decoding an object that has nothing else.
type search struct {
	gvk      schema.GroupVersionKind
	attempts int
	faults   []cause
}

// undecodable is the answer for an object that cannot be decoded: what the server says, with the fields, and what it would say without them.
func undecodable(to *asked, text []byte, err error) answer {
	given := refusal(decodeError(to.gvk, err))
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var whole map[string]any
	if decoder.Decode(&whole) != nil {
		return given
	}
	s := &search{gvk: to.gvk}
	for _, key := range sortedKeys(whole) {
		if key != "apiVersion" && key != "kind" {
			s.visit([]any{key}, whole[key])
		}
	}
	given.Causes = s.faults
	if len(s.faults) == 0 || s.attempts > mostAttempts || len(s.faults) >= mostFaults {
		return given
	}
	for _, each := range s.faults {
		remove(whole, each.Path)
	}
	rest, _ := json.Marshal(whole)
	object, err := decodeBuiltin(to.gvk, rest)
	if err != nil {
		return given
	}
	left := *to
	left.object = object
	given.Notes = notesOf(object, false)
	for _, each := range refusal(left.create()).Causes {
		if !s.concerns(each.Field) {
			given.Later = append(given.Later, each)
		}
	}
	return given
}

// visit looks for faults in the value at a path, whose steps are keys and indexes.
func (s *search) visit(path []any, value any) {
	if len(s.faults) >= mostFaults || s.decode(path, value) == nil {
		return
	}
	if err := s.decode(path, nil); err != nil {
		s.add(path, fmt.Sprintf("unknown field %q", fieldOf(path)))
		return
	}
	before := len(s.faults)
	switch each := value.(type) {
	case map[string]any:
		if err := s.decode(path, map[string]any{}); err != nil {
			s.add(path, wordsOf(err))
			return
		}
		for _, key := range sortedKeys(each) {
			s.visit(append(path[:len(path):len(path)], key), each[key])
		}
	case []any:
		if err := s.decode(path, []any{}); err != nil {
			s.add(path, wordsOf(err))
			return
		}
		for index, item := range each {
			s.visit(append(path[:len(path):len(path)], index), item)
		}
	}
	if len(s.faults) == before {
		s.add(path, wordsOf(s.decode(path, value)))
	}
}

// decode decodes an object of which only one value is given.
func (s *search) decode(path []any, value any) error {
	s.attempts++
	if s.attempts > mostAttempts {
		return nil
	}
	for i := len(path) - 1; i >= 0; i-- {
		if key, ok := path[i].(string); ok {
			value = map[string]any{key: value}
		} else {
			value = []any{value}
		}
	}
	object := value.(map[string]any)
	object["apiVersion"], object["kind"] = s.gvk.GroupVersion().String(), s.gvk.Kind
	text, err := json.Marshal(object)
	if err != nil {
		return err
	}
	_, _, err = strict.Decode(text, &s.gvk, nil)
	return err
}

func (s *search) add(path []any, message string) {
	steps := make([]string, len(path))
	for i, each := range path {
		steps[i] = fmt.Sprint(each)
	}
	s.faults = append(s.faults, cause{Field: fieldOf(path), Path: steps, Reason: "BadRequest", Message: message})
}

// concerns says whether a later cause is at a value that was left out, around it, or below it.
func (s *search) concerns(field string) bool {
	for _, each := range s.faults {
		if isWithin(field, each.Field) || isWithin(each.Field, field) {
			return true
		}
	}
	return false
}

func isWithin(field, around string) bool {
	rest, ok := strings.CutPrefix(field, around)
	return ok && (rest == "" || rest[0] == '.' || rest[0] == '[')
}

// wordsOf is what the server says of a value, without the words that come before.
func wordsOf(err error) string {
	if err == nil {
		return "cannot be decoded"
	}
	return strings.TrimPrefix(err.Error(), "strict decoding error: ")
}

func fieldOf(path []any) string {
	var b strings.Builder
	for i, each := range path {
		if index, ok := each.(int); ok {
			b.WriteString("[" + strconv.Itoa(index) + "]")
			continue
		}
		if i > 0 {
			b.WriteByte('.')
		}
		b.WriteString(each.(string))
	}
	return b.String()
}

func remove(value any, path []string) {
	for i, step := range path {
		last := i == len(path)-1
		switch each := value.(type) {
		case map[string]any:
			if last {
				delete(each, step)
			}
			value = each[step]
		case []any:
			index, err := strconv.Atoi(step)
			if err != nil || index >= len(each) {
				return
			}
			if last {
				// The items after it keep their indexes.
				each[index] = nil
			}
			value = each[index]
		}
	}
}

func sortedKeys(object map[string]any) []string {
	keys := make([]string, 0, len(object))
	for key := range object {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}
