//go:build minor_36

package main

import (
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/kubernetes/pkg/registry/resource/resourceclaim"
)

// Without an authorizer nobody is asked whether who applies a claim may bind it.
func init() {
	add(map[schema.GroupKind]strategy{
		{Group: "resource.k8s.io", Kind: "ResourceClaim"}: resourceclaim.NewStrategy(adminNamespaces{}, nil),
	})
}
