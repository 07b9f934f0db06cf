//go:build !minor_31

package main

import (
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apiserver/pkg/registry/generic"
)

// GetRESTOptions gives a registry its store.
func (e emptyStore) GetRESTOptions(resource schema.GroupResource) (generic.RESTOptions, error) {
	return e.optionsOf(resource)
}
