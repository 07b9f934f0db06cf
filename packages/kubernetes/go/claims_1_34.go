//go:build minor_34 && !minor_36

package main

import (
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/kubernetes/pkg/registry/resource/resourceclaim"
)

// In 1.34 the strategy of claims asks nobody who uses a device.
func init() {
	add(map[schema.GroupKind]strategy{
		{Group: "resource.k8s.io", Kind: "ResourceClaim"}: resourceclaim.NewStrategy(adminNamespaces{}),
	})
}
