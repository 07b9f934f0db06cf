//go:build minor_31

package main

import (
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apiserver/pkg/registry/generic"
)

// GetRESTOptions gives a registry its store, since 1.31 with an object of the kind.
func (e emptyStore) GetRESTOptions(resource schema.GroupResource, _ runtime.Object) (generic.RESTOptions, error) {
	return e.optionsOf(resource)
}
