package main

import (
	"fmt"
	"sort"
	"strings"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/conversion"
	structuralschema "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel"
	structuraldefaulting "k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	schemaobjectmeta "k8s.io/apiextensions-apiserver/pkg/apiserver/schema/objectmeta"
	structuralpruning "k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning"
	apiservervalidation "k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	"k8s.io/apiextensions-apiserver/pkg/crdserverscheme"
	"k8s.io/apiextensions-apiserver/pkg/registry/customresource"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	celconfig "k8s.io/apiserver/pkg/apis/cel"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
)

// version is how a version of a custom resource is judged.
type version struct {
	strategy   strategy
	structural *structuralschema.Structural
	preserve   bool
	// resource is the name of the resource.
	resource   string
	namespaced bool
	// deprecated is what the server warns of the version.
	deprecated string
	// ways are how an object becomes one of another version.
	ways ways
}

// defined are the versions of custom resources, by the key of their definition and by their kind.
var defined = map[string]map[schema.GroupVersionKind]*version{}

// define learns a CustomResourceDefinition. The server does not serve one that it refuses, or whose names are taken; the latter
// only a cluster knows.
func define(key string, text []byte) answer {
	to, given := decode("", text)
	if to == nil || to.object == nil {
		return given
	}
	crd, ok := to.object.(*apiextensions.CustomResourceDefinition)
	if !ok {
		return refusal(apierrors.NewBadRequest("not a CustomResourceDefinition"))
	}
	if err := to.create(); err != nil {
		return refusal(err)
	}
	ways, err := waysOf(crd)
	if err != nil {
		return refusal(err)
	}
	versions := map[schema.GroupVersionKind]*version{}
	for _, each := range crd.Spec.Versions {
		if !each.Served {
			continue
		}
		gvk := schema.GroupVersionKind{Group: crd.Spec.Group, Version: each.Name, Kind: crd.Spec.Names.Kind}
		learned, err := learn(crd, gvk)
		if err != nil {
			return refusal(err)
		}
		learned.ways, learned.deprecated = ways, deprecatedCustom(crd, each)
		versions[gvk] = learned
	}
	defined[key] = versions
	return answer{}
}

// learn makes of a version what the server's handler makes of it: getOrCreateServingInfoFor in
// k8s.io/apiextensions-apiserver, pkg/apiserver/customresource_handler.go.
func learn(crd *apiextensions.CustomResourceDefinition, gvk schema.GroupVersionKind) (*version, error) {
	validation, err := apiextensions.GetSchemaForVersion(crd, gvk.Version)
	if err != nil {
		return nil, err
	}
	if validation == nil || validation.OpenAPIV3Schema == nil {
		return nil, fmt.Errorf("version %s has no schema", gvk.Version)
	}
	structural, err := structuralschema.NewStructural(validation.OpenAPIV3Schema)
	if err != nil {
		return nil, err
	}
	structural = structural.DeepCopy()
	if err := structuraldefaulting.PruneDefaults(structural); err != nil {
		return nil, err
	}
	validator, _, err := apiservervalidation.NewSchemaValidator(validation.OpenAPIV3Schema)
	if err != nil {
		return nil, err
	}
	subresources, err := apiextensions.GetSubresourcesForVersion(crd, gvk.Version)
	if err != nil {
		return nil, err
	}
	var status *apiextensions.CustomResourceSubresourceStatus
	var scale *apiextensions.CustomResourceSubresourceScale
	if subresources != nil {
		status, scale = subresources.Status, subresources.Scale
	}
	return &version{
		strategy: customresource.NewStrategy(
			crdserverscheme.NewUnstructuredObjectTyper(), crd.Spec.Scope == apiextensions.NamespaceScoped, gvk,
			validator, nil, structural, status, scale, []apiextensionsv1.SelectableField{},
		),
		structural: structural,
		preserve:   crd.Spec.PreserveUnknownFields != nil && *crd.Spec.PreserveUnknownFields,
		resource:   crd.Spec.Names.Plural,
		namespaced: crd.Spec.Scope == apiextensions.NamespaceScoped,
	}, nil
}

// waysOf are how custom resources become those of another version; none do where a webhook converts them, which only a cluster has.
func waysOf(crd *apiextensions.CustomResourceDefinition) (ways, error) {
	registry := runtime.NewEquivalentResourceRegistry()
	found := ways{creater: creator{}, scheme: legacyscheme.Scheme, equivalent: registry}
	if crd.Spec.Conversion != nil && crd.Spec.Conversion.Strategy == apiextensions.WebhookConverter {
		return found, nil
	}
	external := &apiextensionsv1.CustomResourceDefinition{}
	if err := legacyscheme.Scheme.Convert(crd, external, nil); err != nil {
		return found, err
	}
	apiextensionsv1.SetObjectDefaults_CustomResourceDefinition(external)
	factory, err := conversion.NewCRConverterFactory(nil, nil)
	if err != nil {
		return found, err
	}
	found.convertor, _, err = factory.NewConverter(external)
	for _, each := range crd.Spec.Versions {
		if each.Served {
			gvk := schema.GroupVersionKind{Group: crd.Spec.Group, Version: each.Name, Kind: crd.Spec.Names.Kind}
			registry.RegisterKindFor(gvk.GroupVersion().WithResource(crd.Spec.Names.Plural), "", gvk)
		}
	}
	return found, err
}

// creator makes the empty object that one is converted into.
type creator struct{}

func (creator) New(kind schema.GroupVersionKind) (runtime.Object, error) {
	made := &unstructured.Unstructured{}
	made.SetGroupVersionKind(kind)
	return made, nil
}

// notChecked is how the server says that rules in CEL wait until other faults are corrected.
const notChecked = "some validation rules were not checked"

// later are the causes that rules in CEL give where the server does not run them for other faults; not where a type is wrong.
func (to *asked) later(causes []cause) (later []cause) {
	if to.rules == nil {
		return nil
	}
	skipped := false
	for _, each := range causes {
		if each.Reason == "FieldValueTypeInvalid" {
			return nil
		}
		skipped = skipped || strings.Contains(each.Message, notChecked)
	}
	u, ok := to.object.(*unstructured.Unstructured)
	if !skipped || !ok {
		return nil
	}
	validator := cel.NewValidator(to.rules, true, celconfig.PerCallLimit)
	if validator == nil {
		return nil
	}
	found, _ := validator.Validate(to.ctx, nil, to.rules, u.Object, nil, celconfig.RuntimeCELCostBudget)
	for _, each := range found {
		later = append(later, cause{Field: each.Field, Reason: string(each.Type), Message: each.ErrorBody()})
	}
	return later
}

// decodeCustom decodes, prunes and defaults a custom resource.
func decodeCustom(definition string, text []byte, to *asked) (*asked, answer) {
	known := defined[definition][to.gvk]
	if known == nil {
		return nil, answer{Unknown: true}
	}
	return decodeAs(known, text, to)
}

func decodeAs(known *version, text []byte, to *asked) (*asked, answer) {
	to.strategy, to.rules, to.custom = known.strategy, known.structural, known
	if known.deprecated != "" {
		to.warnings.AddWarning("", known.deprecated)
	}
	u := &unstructured.Unstructured{}
	if err := u.UnmarshalJSON(text); err != nil {
		return to, refusal(decodeError(to.gvk, err))
	}
	unknown, err := coerce(u, known)
	if err != nil {
		return to, refusal(decodeError(to.gvk, err))
	}
	structuraldefaulting.Default(u.UnstructuredContent(), known.structural)
	to.object = u
	if len(unknown) == 0 {
		return to, answer{}
	}
	return to, pruned(to, unknown)
}

// pruned is the answer for fields that the server drops, and refuses where it is asked to be strict.
func pruned(to *asked, unknown []string) answer {
	sort.Strings(unknown)
	var errs []error
	var causes []cause
	for _, each := range unknown {
		// The server quotes nothing in the name.
		err := fmt.Errorf("unknown field \"%s\"", each)
		errs = append(errs, err)
		causes = append(causes, cause{Field: each, Reason: "BadRequest", Message: err.Error()})
	}
	given := refusal(decodeError(to.gvk, runtime.NewStrictDecodingError(errs)))
	given.Causes = causes
	given.Later = refusal(to.create()).Causes
	to.object = nil
	return given
}

// coerce finds the fields that the schema lacks, as the server's unstructuredSchemaCoercer does, by the same calls.
func coerce(u *unstructured.Unstructured, known *version) ([]string, error) {
	kind, apiVersion := u.GetKind(), u.GetAPIVersion()
	options := schemaobjectmeta.ObjectMetaOptions{ReturnUnknownFieldPaths: true}
	metadata, found, unknown, err := schemaobjectmeta.GetObjectMetaWithOptions(u.Object, options)
	if err != nil {
		return nil, err
	}
	if !known.preserve {
		track := structuralschema.UnknownFieldPathOptions{TrackUnknownFieldPaths: true}
		unknown = append(unknown, structuralpruning.PruneWithOptions(u.Object, known.structural, true, track)...)
		structuraldefaulting.PruneNonNullableNullsWithoutDefaults(u.Object, known.structural)
	}
	coercion := schemaobjectmeta.CoerceOptions{ReturnUnknownFieldPaths: true}
	fault, paths := schemaobjectmeta.CoerceWithOptions(nil, u.Object, known.structural, false, coercion)
	if fault != nil {
		return nil, fault
	}
	u.SetKind(kind)
	u.SetAPIVersion(apiVersion)
	if found {
		if err := schemaobjectmeta.SetObjectMeta(u.Object, metadata); err != nil {
			return nil, err
		}
	}
	return append(unknown, paths...), nil
}
