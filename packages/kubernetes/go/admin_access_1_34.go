//go:build minor_34

package main

import (
	"context"
	"fmt"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	typedv1 "k8s.io/client-go/kubernetes/typed/core/v1"
	"k8s.io/kubernetes/pkg/apis/resource"
)

// adminNamespaces has the Namespace of the object for the strategies of claims. One of which nothing is known allows access to devices as an
// administrator: whether it does only the cluster knows, and a note says it.
type adminNamespaces struct{ typedv1.NamespaceInterface }

func (adminNamespaces) Get(_ context.Context, name string, _ metav1.GetOptions) (*corev1.Namespace, error) {
	if known := clusterNamespace.namespace; known != nil && known.Name == name {
		return known, nil
	}
	labels := map[string]string{resource.DRAAdminNamespaceLabelKey: "true"}
	return &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: name, Labels: labels}}, nil
}

func init() {
	claimNotes = func(object runtime.Object) (notes []note) {
		at, spec := "spec.devices.requests", (*resource.ResourceClaimSpec)(nil)
		switch o := object.(type) {
		case *resource.ResourceClaim:
			spec = &o.Spec
		case *resource.ResourceClaimTemplate:
			at, spec = "spec.spec.devices.requests", &o.Spec.Spec
		default:
			return nil
		}
		for index, each := range spec.Devices.Requests {
			if each.Exactly != nil && each.Exactly.AdminAccess != nil && *each.Exactly.AdminAccess {
				notes = append(notes, note{
					Field:   fmt.Sprintf("%s[%d].exactly.adminAccess", at, index),
					Message: fmt.Sprintf("Refused where the Namespace lacks the label %s: true", resource.DRAAdminNamespaceLabelKey),
				})
			}
		}
		return notes
	}
}
