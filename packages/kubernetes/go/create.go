package main

import (
	"context"
	"encoding/json"
	"fmt"

	structuralschema "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	genericapirequest "k8s.io/apiserver/pkg/endpoints/request"
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/apiserver/pkg/warning"
	"k8s.io/kubernetes/pkg/capabilities"
)

// strategy is what every registry has for the objects of its kind.
type strategy interface {
	rest.RESTCreateStrategy
	rest.RESTUpdateStrategy
}

// head is what of an object decides who judges it.
type head struct {
	APIVersion string `json:"apiVersion"`
	Kind       string `json:"kind"`
	// Metadata may be anything, which strict decoding then refuses.
	Metadata any `json:"metadata"`
}

// asked is an object on its way through the server.
type asked struct {
	gvk       schema.GroupVersionKind
	namespace string
	strategy  strategy
	object    runtime.Object
	// rules are the schema of a custom resource, with its rules in CEL.
	rules *structuralschema.Structural
	// custom is how a custom resource is judged.
	custom   *version
	ctx      context.Context
	warnings *recorder
}

func init() {
	// The server's flag; whether a cluster sets it only the cluster knows, and every distribution does.
	capabilities.Initialize(capabilities.Capabilities{AllowPrivileged: true})
}

func create(definition string, text []byte, in surroundings) answer {
	to, given := decode(definition, text)
	if to == nil {
		return given
	}
	if to.object == nil {
		given.Warnings = to.warnings.texts
		return given
	}
	// The allocators set what the notes are about.
	namespace := namespaces[in.Namespace]
	notes := notesOf(to.object, namespace != nil)
	clusterNamespace.set("", namespace)
	given = refusal(to.create())
	clusterNamespace.set("", nil)
	given.Later = to.later(given.Causes)
	given.Warnings, given.Notes = to.warnings.texts, notes
	if given.Code == 0 {
		given.Verdicts = to.admit(in, nil)
	}
	return given
}

// decode reads an object strictly and sets its defaults. What cannot be decoded has an answer; there is no `asked` for a kind that
// nothing here knows.
func decode(definition string, text []byte) (*asked, answer) {
	var h head
	if err := json.Unmarshal(text, &h); err != nil {
		return nil, refusal(apierrors.NewBadRequest(err.Error()))
	}
	to := &asked{gvk: schema.FromAPIVersionAndKind(h.APIVersion, h.Kind), warnings: &recorder{}}
	metadata, _ := h.Metadata.(map[string]any)
	to.namespace, _ = metadata["namespace"].(string)
	to.ctx = warning.WithWarningRecorder(context.Background(), to.warnings)
	if definition != "" {
		return decodeCustom(definition, text, to)
	}
	to.strategy = strategies[to.gvk.GroupKind()]
	if to.strategy == nil {
		return nil, answer{Unknown: true}
	}
	if words := deprecated(to.gvk); words != "" {
		to.warnings.AddWarning("", words)
	}
	object, err := decodeBuiltin(to.gvk, text)
	if err == nil {
		to.object = object
		return to, answer{}
	}
	return to, undecodable(to, text, err)
}

// create does what the server's handler does before it stores an object: k8s.io/apiserver, pkg/endpoints/handlers/create.go.
func (to *asked) create() error {
	m, err := meta.Accessor(to.object)
	if err != nil {
		return err
	}
	rest.WipeObjectMetaSystemFields(m)
	if !to.strategy.NamespaceScoped() {
		to.namespace = ""
	} else if to.namespace == "" {
		to.namespace = "default"
	}
	ctx := genericapirequest.WithNamespace(to.ctx, to.namespace)
	ctx = genericapirequest.WithRequestInfo(ctx, &genericapirequest.RequestInfo{
		IsResourceRequest: true,
		Verb:              "create",
		APIGroup:          to.gvk.Group,
		APIVersion:        to.gvk.Version,
		Namespace:         to.namespace,
		Name:              m.GetName(),
	})
	to.ctx = ctx
	expected := rest.ExpectedNamespaceForScope(to.namespace, to.strategy.NamespaceScoped())
	if err := rest.EnsureObjectNamespaceMatchesRequestNamespace(expected, m); err != nil {
		return err
	}
	to.settle(m)
	rest.FillObjectMetaSystemFields(m)
	if len(m.GetGenerateName()) > 0 && len(m.GetName()) == 0 {
		m.SetName(to.strategy.GenerateName(m.GetGenerateName()))
	}
	if err := allocate(ctx, to.object); err != nil {
		return err
	}
	return rest.BeforeCreate(to.strategy, ctx, to.object)
}

func decodeError(gvk schema.GroupVersionKind, err error) error {
	return apierrors.NewBadRequest(fmt.Sprintf("%s in version %q cannot be handled as a %s: %v", gvk.Kind, gvk.Version, gvk.Kind, err))
}
