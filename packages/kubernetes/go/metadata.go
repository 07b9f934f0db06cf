package main

import (
	"fmt"
	"strings"

	apiequality "k8s.io/apimachinery/pkg/api/equality"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/managedfields"
)

// settle does to metadata what the server's handler does before validation sees them: it forgets managed fields that it cannot decode, and
// keeps one of equal owners, with a warning. k8s.io/apiserver, pkg/endpoints/handlers/rest.go.
func (to *asked) settle(m metav1.Object) {
	if managedfields.ValidateManagedFields(m.GetManagedFields()) != nil {
		m.SetManagedFields(nil)
	}
	var owners []metav1.OwnerReference
	var repeated []string
	for _, each := range m.GetOwnerReferences() {
		if isIn(owners, each) {
			repeated = append(repeated, string(each.UID))
		} else {
			owners = append(owners, each)
		}
	}
	if len(repeated) > 0 {
		m.SetOwnerReferences(owners)
		to.warnings.AddWarning("", fmt.Sprintf(repeatedOwners, strings.Join(repeated, ", ")))
	}
}

const repeatedOwners = ".metadata.ownerReferences contains duplicate entries; API server dedups owner references in 1.20+, and may reject such requests as early as 1.24; please fix your requests; duplicate UID(s) observed: %v"

func isIn(owners []metav1.OwnerReference, owner metav1.OwnerReference) bool {
	for _, each := range owners {
		if apiequality.Semantic.DeepEqual(each, owner) {
			return true
		}
	}
	return false
}
