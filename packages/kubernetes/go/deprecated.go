package main

import (
	"fmt"
	"sort"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	"k8s.io/apimachinery/pkg/runtime/schema"
	kubeversion "k8s.io/apimachinery/pkg/version"
	"k8s.io/apiserver/pkg/endpoints/deprecation"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
)

// deprecated is what the server warns of a version of a built-in kind. A stable version has a warning in the releases that deprecate it,
// others have it from the start, for a later release: a server does not serve them unless it is asked to.
func deprecated(gvk schema.GroupVersionKind) string {
	object, err := legacyscheme.Scheme.New(gvk)
	if err != nil || !stable.MatchString(gvk.Version) {
		return ""
	}
	object.GetObjectKind().SetGroupVersionKind(gvk)
	return deprecation.WarningMessage(object)
}

// deprecatedCustom is what the server warns of a version of a custom resource: defaultDeprecationWarning in
// k8s.io/apiextensions-apiserver, pkg/apiserver/customresource_handler.go, where the version has no words of its own.
func deprecatedCustom(crd *apiextensions.CustomResourceDefinition, of apiextensions.CustomResourceDefinitionVersion) string {
	if !of.Deprecated {
		return ""
	}
	if of.DeprecationWarning != nil {
		return *of.DeprecationWarning
	}
	words := fmt.Sprintf("%s/%s %s is deprecated", crd.Spec.Group, of.Name, crd.Spec.Names.Kind)
	var others []string
	for _, each := range crd.Spec.Versions {
		if each.Served && !each.Deprecated && kubeversion.CompareKubeAwareVersionStrings(of.Name, each.Name) < 0 {
			others = append(others, each.Name)
		}
	}
	if len(others) == 0 {
		return words
	}
	sort.Slice(others, func(i, j int) bool { return kubeversion.CompareKubeAwareVersionStrings(others[i], others[j]) > 0 })
	return words + fmt.Sprintf("; use %s/%s %s", crd.Spec.Group, others[0], crd.Spec.Names.Kind)
}
