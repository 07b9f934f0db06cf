//go:build minor_33

package main

import (
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/kubernetes/pkg/registry/networking/ipaddress"
	"k8s.io/kubernetes/pkg/registry/networking/servicecidr"
	"k8s.io/kubernetes/pkg/registry/storage/volumeattributesclass"
)

// Kinds that have strategies of this form since 1.33.
func init() {
	add(map[schema.GroupKind]strategy{
		{Group: "networking.k8s.io", Kind: "IPAddress"}:          ipaddress.Strategy,
		{Group: "networking.k8s.io", Kind: "ServiceCIDR"}:        servicecidr.Strategy,
		{Group: "storage.k8s.io", Kind: "VolumeAttributesClass"}: volumeattributesclass.Strategy,
	})
}
