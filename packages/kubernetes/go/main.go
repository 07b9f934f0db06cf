// Package main asks Kubernetes' own code, compiled to WebAssembly, what an API server says of an object.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"runtime/debug"
	"sort"
	_ "time/tzdata"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/klog/v2"
)

// request is one question. Exactly one of Define, LearnPolicies, LearnNamespace, Create and Update is given.
type request struct {
	surroundings
	// LearnPolicies are policies, which later questions name by Name.
	LearnPolicies *policySources `json:"learnPolicies,omitempty"`
	// LearnNamespace is a Namespace, which later questions name by Name.
	LearnNamespace json.RawMessage `json:"learnNamespace,omitempty"`
	Name           string          `json:"name,omitempty"`
	// Define is a CustomResourceDefinition, which later questions name by Definition.
	Define json.RawMessage `json:"define,omitempty"`
	Create json.RawMessage `json:"create,omitempty"`
	// Update is what becomes of Old.
	Update     json.RawMessage `json:"update,omitempty"`
	Old        json.RawMessage `json:"old,omitempty"`
	Definition string          `json:"definition,omitempty"`
}

// answer is what the API server says; an empty one is consent.
type answer struct {
	// Unknown says that nothing here knows the kind.
	Unknown bool   `json:"unknown,omitempty"`
	Code    int32  `json:"code,omitempty"`
	Reason  string `json:"reason,omitempty"`
	Message string `json:"message,omitempty"`
	// Causes are sorted, since the server makes some of them in the order of Go's maps.
	Causes []cause `json:"causes,omitempty"`
	// Later are causes that the server gives once it can decode the object: what it could not is left out.
	Later    []cause  `json:"later,omitempty"`
	Warnings []string `json:"warnings,omitempty"`
	Notes    []note   `json:"notes,omitempty"`
	// Verdicts are those of admission, on what validation takes.
	Verdicts []verdict `json:"verdicts,omitempty"`
}

// cause is a part of a refusal.
type cause struct {
	Field string `json:"field,omitempty"`
	// Path is the field as keys and indexes, where that is known better than by Field.
	Path    []string `json:"path,omitempty"`
	Reason  string   `json:"reason,omitempty"`
	Message string   `json:"message"`
}

// respond answers one question. A panic of a part of Kubernetes is an answer, too: code 500.
func respond(input []byte) (output []byte) {
	var given answer
	defer func() {
		var buffer bytes.Buffer
		if p := recover(); p != nil {
			given = answer{Code: 500, Reason: "InternalError", Message: fmt.Sprintf("panic: %v", p)}
		}
		encoder := json.NewEncoder(&buffer)
		encoder.SetEscapeHTML(false)
		if err := encoder.Encode(given); err != nil {
			panic(err)
		}
		output = buffer.Bytes()
	}()
	var asked request
	if err := json.Unmarshal(input, &asked); err != nil {
		given = refusal(apierrors.NewBadRequest(err.Error()))
		return
	}
	switch {
	case asked.Define != nil:
		given = define(asked.Definition, asked.Define)
	case asked.Create != nil:
		given = create(asked.Definition, asked.Create, asked.surroundings)
	case asked.LearnPolicies != nil:
		given = learnPolicies(asked.Name, *asked.LearnPolicies)
	case asked.LearnNamespace != nil:
		given = learnNamespace(asked.Name, asked.LearnNamespace)
	default:
		given = update(asked.Definition, asked.Update, asked.Old, asked.surroundings)
	}
	return
}

// refusal is the answer for an error, as the server writes one.
func refusal(err error) answer {
	if err == nil {
		return answer{}
	}
	status, ok := err.(apierrors.APIStatus)
	if !ok {
		status = apierrors.NewInternalError(err)
	}
	s := status.Status()
	given := answer{Code: s.Code, Reason: string(s.Reason), Message: s.Message}
	if s.Details != nil {
		given.Causes = causesOf(s.Details.Causes)
	}
	return given
}

func causesOf(list []metav1.StatusCause) []cause {
	causes := make([]cause, 0, len(list))
	for _, each := range list {
		causes = append(causes, cause{Field: each.Field, Reason: string(each.Type), Message: each.Message})
	}
	sort.SliceStable(causes, func(i, j int) bool {
		a, b := causes[i], causes[j]
		if a.Field != b.Field {
			return a.Field < b.Field
		}
		return a.Message < b.Message
	})
	distinct := causes[:0]
	for _, each := range causes {
		last := len(distinct) - 1
		if last < 0 || each.Field != distinct[last].Field || each.Message != distinct[last].Message {
			distinct = append(distinct, each)
		}
	}
	return distinct
}

// recorder keeps the warnings that the server sends beside its answer.
type recorder struct{ texts []string }

func (r *recorder) AddWarning(_, text string) {
	for _, each := range r.texts {
		if each == text {
			return
		}
	}
	r.texts = append(r.texts, text)
}

func init() {
	// Memory grows in place of work that collects it: an instance lives for one batch.
	debug.SetGCPercent(200)
	// What plugins of admission log is nothing that anybody reads.
	klog.LogToStderr(false)
	klog.SetOutput(io.Discard)
}
