package main

import (
	"regexp"
	"sort"
	"sync"

	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apiserver/pkg/admission"
	"k8s.io/apiserver/pkg/authentication/user"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
)

// surroundings are what admission asks for of a cluster, each by the name under which it was learned before.
type surroundings struct {
	// Policies names a policySet.
	Policies string `json:"policies,omitempty"`
	// Namespace names the Namespace of the object; nothing is known of it where that is absent.
	Namespace string `json:"namespace,omitempty"`
}

// verdict is what a part of admission says of an object that validation takes.
type verdict struct {
	// Effect is refused, warned or noted; unknown where only the cluster knows; pods where the Pods that a controller makes of the object are refused.
	Effect string `json:"effect"`
	// Policy and Binding are names; both are absent for Pod Security.
	Policy  string `json:"policy,omitempty"`
	Binding string `json:"binding,omitempty"`
	// Validation is the index of the validation that fails, where one does.
	Validation *int   `json:"validation,omitempty"`
	Field      string `json:"field,omitempty"`
	// Message is in the words of the server.
	Message string `json:"message"`
}

// admit says what admission says of an object in the place of old, which is nil where it is created.
func (to *asked) admit(in surroundings, old runtime.Object) []verdict {
	set, namespace := policySets[in.Policies], namespaces[in.Namespace]
	if resource := to.resource(); set == nil && namespace == nil && resource != namespacesResource {
		return nil
	}
	accessor, err := meta.Accessor(to.object)
	if err != nil {
		return nil
	}
	at := admitted{
		kind:      to.gvk,
		resource:  to.resource(),
		namespace: to.namespace,
		name:      accessor.GetName(),
		object:    to.object,
		old:       old,
		ways:      to.interfaces(),
	}
	if at.resource == namespacesResource {
		// As the server's handler does it: k8s.io/apiserver, pkg/endpoints/handlers/create.go.
		at.namespace = at.name
	}
	clusterNamespace.set(at.namespace, namespace)
	defer clusterNamespace.set("", nil)
	var said []verdict
	if set != nil {
		said = set.judge(at, namespace == nil)
	}
	return append(said, podSecurity(at, namespace != nil)...)
}

var namespacesResource = schema.GroupVersionResource{Version: "v1", Resource: "namespaces"}

// admitted is an object as admission sees it.
type admitted struct {
	kind      schema.GroupVersionKind
	resource  schema.GroupVersionResource
	namespace string
	name      string
	object    runtime.Object
	old       runtime.Object
	ways      admission.ObjectInterfaces
}

// attributes gives what a plugin is asked with, and keeps the audit annotations that it adds. Who asks is not known.
func (a admitted) attributes() *attributes {
	operation, options := admission.Create, runtime.Object(&metav1.CreateOptions{})
	if a.old != nil {
		operation, options = admission.Update, &metav1.UpdateOptions{}
	}
	record := admission.NewAttributesRecord(
		a.object, a.old, a.kind, a.namespace, a.name, a.resource, "", operation, options, false, &user.DefaultInfo{},
	)
	return &attributes{Attributes: record}
}

type attributes struct {
	admission.Attributes
	annotations []annotation
}

type annotation struct{ key, value string }

func (a *attributes) AddAnnotation(key, value string) error {
	a.annotations = append(a.annotations, annotation{key, value})
	return nil
}

// resource is the resource of the object's kind.
func (to *asked) resource() schema.GroupVersionResource {
	if to.custom != nil {
		return to.gvk.GroupVersion().WithResource(to.custom.resource)
	}
	plural, _ := meta.UnsafeGuessKindToResource(to.gvk)
	return plural
}

// interfaces are how the object becomes another version of itself.
func (to *asked) interfaces() admission.ObjectInterfaces {
	if to.custom != nil {
		return to.custom.ways
	}
	return ways{legacyscheme.Scheme, legacyscheme.Scheme, legacyscheme.Scheme, equivalents()}
}

type ways struct {
	creater    runtime.ObjectCreater
	scheme     *runtime.Scheme
	convertor  runtime.ObjectConvertor
	equivalent runtime.EquivalentResourceMapper
}

func (w ways) GetObjectCreater() runtime.ObjectCreater                       { return w.creater }
func (w ways) GetObjectTyper() runtime.ObjectTyper                           { return w.scheme }
func (w ways) GetObjectDefaulter() runtime.ObjectDefaulter                   { return w.scheme }
func (w ways) GetObjectConvertor() runtime.ObjectConvertor                   { return w.convertor }
func (w ways) GetEquivalentResourceMapper() runtime.EquivalentResourceMapper { return w.equivalent }

// stable are the versions that a server serves unless it is asked for others.
var stable = regexp.MustCompile(`^v[0-9]+$`)

// builtins are the kinds that a server serves, in an order that does not change.
var builtins = sync.OnceValue(func() (known []schema.GroupVersionKind) {
	kinds := make([]schema.GroupKind, 0, len(strategies))
	for kind := range strategies {
		kinds = append(kinds, kind)
	}
	sort.Slice(kinds, func(i, j int) bool { return kinds[i].String() < kinds[j].String() })
	for _, kind := range kinds {
		for _, version := range legacyscheme.Scheme.VersionsForGroupKind(kind) {
			if stable.MatchString(version.Version) {
				known = append(known, version.WithKind(kind.Kind))
			}
		}
	}
	return known
})

// equivalents are the resources of one kind in several versions and groups: by the name of the resource, since the server's registry has
// them by the place where they are stored.
var equivalents = sync.OnceValue(func() runtime.EquivalentResourceMapper {
	registry := runtime.NewEquivalentResourceRegistryWithIdentity(func(resource schema.GroupResource) string { return resource.Resource })
	for _, each := range builtins() {
		plural, _ := meta.UnsafeGuessKindToResource(each)
		registry.RegisterKindFor(plural, "", each)
	}
	return registry
})

func scopeOf(namespaced bool) meta.RESTScope {
	if namespaced {
		return meta.RESTScopeNamespace
	}
	return meta.RESTScopeRoot
}
