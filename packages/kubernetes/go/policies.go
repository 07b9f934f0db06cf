package main

import (
	"encoding/json"
	"fmt"
	"strings"

	admissionv1 "k8s.io/api/admissionregistration/v1"
	corev1 "k8s.io/api/core/v1"
	structuraldefaulting "k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
)

// policySources are the objects of ValidatingAdmissionPolicies.
type policySources struct {
	Policies []json.RawMessage `json:"policies"`
	Bindings []json.RawMessage `json:"bindings"`
	// Params are what the policies may have as parameters.
	Params []json.RawMessage `json:"params"`
	// Definitions name the CustomResourceDefinitions, learned before, that the cluster has.
	Definitions []string `json:"definitions"`
}

// policySet is every policy with each of its bindings.
type policySet struct{ bound []*boundPolicy }

// policySets are what is learned of policies, and namespaces of Namespaces, by name.
var (
	policySets = map[string]*policySet{}
	namespaces = map[string]*corev1.Namespace{}
)

// learnNamespace learns a Namespace, as the server stores it.
func learnNamespace(name string, text []byte) answer {
	namespace := &corev1.Namespace{}
	if err := learnStored(text, namespace); err != nil {
		return refusal(err)
	}
	namespaces[name] = namespace
	return answer{}
}

// learnPolicies learns policies. The server has none that it refuses; a binding without its policy does nothing.
func learnPolicies(name string, from policySources) answer {
	custom := map[schema.GroupVersionKind]*version{}
	for _, each := range from.Definitions {
		for kind, version := range defined[each] {
			custom[kind] = version
		}
	}
	policies := map[string]*admissionv1.ValidatingAdmissionPolicy{}
	for _, each := range from.Policies {
		policy := &admissionv1.ValidatingAdmissionPolicy{}
		if learnStored(each, policy) == nil {
			policies[policy.Name] = policy
		}
	}
	known := learnParams(from.Params, custom)
	set := &policySet{}
	for _, each := range from.Bindings {
		binding := &admissionv1.ValidatingAdmissionPolicyBinding{}
		if learnStored(each, binding) != nil || policies[binding.Spec.PolicyName] == nil {
			continue
		}
		bound, err := bindOnce(policies[binding.Spec.PolicyName], binding, known, custom, from.Definitions)
		if err != nil {
			return refusal(err)
		}
		set.bound = append(set.bound, bound)
	}
	policySets[name] = set
	return answer{}
}

// boundOnce are pairs of a policy and a binding by all that decides what they say: to compile a policy takes longer than to ask it, and
// sets have most of theirs in common.
var boundOnce = map[string]*boundPolicy{}

func bindOnce(
	policy *admissionv1.ValidatingAdmissionPolicy,
	binding *admissionv1.ValidatingAdmissionPolicyBinding,
	known map[schema.GroupVersionKind][]runtime.Object,
	custom map[schema.GroupVersionKind]*version,
	definitions []string,
) (*boundPolicy, error) {
	decides := []any{policy.ObjectMeta.Name, policy.Spec, binding.ObjectMeta.Name, binding.Spec}
	if kind := policy.Spec.ParamKind; kind != nil {
		decides = append(decides, definitions, known[schema.FromAPIVersionAndKind(kind.APIVersion, kind.Kind)])
	}
	key, err := json.Marshal(decides)
	if err != nil {
		return nil, err
	}
	bound := boundOnce[string(key)]
	if bound == nil {
		bound, err = bind(policy, binding, known, custom)
		boundOnce[string(key)] = bound
	}
	return bound, err
}

// learnStored makes of an object what the server stores of it, in the version of another one.
func learnStored(text []byte, into runtime.Object) error {
	to, given := decode("", text)
	if to == nil || to.object == nil {
		return fmt.Errorf("%s", given.Message)
	}
	if err := to.create(); err != nil {
		return err
	}
	return legacyscheme.Scheme.Convert(to.object, into, nil)
}

// learnParams are the objects that may be parameters, by their kind.
func learnParams(texts []json.RawMessage, custom map[schema.GroupVersionKind]*version) map[schema.GroupVersionKind][]runtime.Object {
	known := map[schema.GroupVersionKind][]runtime.Object{}
	for _, text := range texts {
		var h head
		if json.Unmarshal(text, &h) != nil {
			continue
		}
		kind := schema.FromAPIVersionAndKind(h.APIVersion, h.Kind)
		object, err := learnParam(text, kind, custom)
		if err != nil {
			continue
		}
		for _, each := range versionsOf(kind, custom) {
			if converted, err := convertParam(object, kind, each, custom); err == nil {
				known[each] = append(known[each], converted)
			}
		}
	}
	return known
}

// versionsOf are the versions in which a policy can have a parameter of a kind.
func versionsOf(kind schema.GroupVersionKind, custom map[schema.GroupVersionKind]*version) []schema.GroupVersionKind {
	versions := []schema.GroupVersionKind{kind}
	for each := range custom {
		if each != kind && each.GroupKind() == kind.GroupKind() {
			versions = append(versions, each)
		}
	}
	for _, each := range builtins() {
		if each != kind && each.GroupKind() == kind.GroupKind() {
			versions = append(versions, each)
		}
	}
	return versions
}

// convertParam makes of a parameter one of another version, as the server gives it.
func convertParam(object runtime.Object, from, to schema.GroupVersionKind, custom map[schema.GroupVersionKind]*version) (runtime.Object, error) {
	if from == to {
		return object, nil
	}
	known, wanted := custom[from], custom[to]
	if known == nil || wanted == nil {
		return legacyscheme.Scheme.ConvertToVersion(object, to.GroupVersion())
	}
	if known.ways.convertor == nil {
		return nil, fmt.Errorf("a webhook converts %s", from.Kind)
	}
	converted, err := known.ways.convertor.ConvertToVersion(object.DeepCopyObject(), to.GroupVersion())
	if u, ok := converted.(*unstructured.Unstructured); ok {
		structuraldefaulting.Default(u.UnstructuredContent(), wanted.structural)
	}
	return converted, err
}

func learnParam(text []byte, kind schema.GroupVersionKind, custom map[schema.GroupVersionKind]*version) (runtime.Object, error) {
	to := &asked{gvk: kind, warnings: &recorder{}}
	if version := custom[kind]; version != nil {
		to, given := decodeAs(version, text, to)
		if to.object == nil {
			return nil, fmt.Errorf("%s", given.Message)
		}
		return to.object, nil
	}
	if strategies[kind.GroupKind()] == nil {
		object := &unstructured.Unstructured{}
		return object, object.UnmarshalJSON(text)
	}
	to, given := decode("", text)
	if to == nil || to.object == nil {
		return nil, fmt.Errorf("%s", given.Message)
	}
	if err := to.create(); err != nil {
		return nil, err
	}
	return legacyscheme.Scheme.ConvertToVersion(to.object, kind.GroupVersion())
}

// judge asks every policy of an object. A Namespace of which nothing is known is not guessed.
func (s *policySet) judge(at admitted, isNamespaceUnknown bool) (said []verdict) {
	for _, each := range s.bound {
		said = append(said, each.judge(at, isNamespaceUnknown && at.namespace != "" && at.resource != namespacesResource)...)
	}
	return said
}

// mentions says whether an expression of a policy has a word: what is not known of a request has a name there.
func mentions(policy *admissionv1.ValidatingAdmissionPolicy, word string) bool {
	text, err := json.Marshal(policy.Spec)
	return err != nil || strings.Contains(string(text), word)
}
