//go:build minor_34

package main

import (
	"k8s.io/apimachinery/pkg/runtime/schema"
	_ "k8s.io/kubernetes/pkg/apis/resource/install"
	"k8s.io/kubernetes/pkg/registry/admissionregistration/mutatingadmissionpolicy"
	"k8s.io/kubernetes/pkg/registry/admissionregistration/mutatingadmissionpolicybinding"
	"k8s.io/kubernetes/pkg/registry/resource/deviceclass"
	"k8s.io/kubernetes/pkg/registry/resource/resourceclaimtemplate"
	"k8s.io/kubernetes/pkg/registry/resource/resourceslice"
)

// Kinds that have strategies of this form since 1.34.
func init() {
	add(map[schema.GroupKind]strategy{
		{Group: "resource.k8s.io", Kind: "DeviceClass"}:                                 deviceclass.Strategy,
		{Group: "resource.k8s.io", Kind: "ResourceSlice"}:                               resourceslice.Strategy,
		{Group: "resource.k8s.io", Kind: "ResourceClaimTemplate"}:                       resourceclaimtemplate.NewStrategy(adminNamespaces{}),
		{Group: "admissionregistration.k8s.io", Kind: "MutatingAdmissionPolicy"}:        mutatingadmissionpolicy.NewStrategy(nil, nil),
		{Group: "admissionregistration.k8s.io", Kind: "MutatingAdmissionPolicyBinding"}: mutatingadmissionpolicybinding.NewStrategy(nil, nil, resources),
	})
}
