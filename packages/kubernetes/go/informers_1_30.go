//go:build !minor_37

package main

import (
	admissionv1 "k8s.io/client-go/informers/admissionregistration/v1"
	informersv1 "k8s.io/client-go/informers/core/v1"
)

// What a factory of informers gives until 1.36.
type (
	namespacesInformer = informersv1.NamespaceInformer
	podsInformer       = informersv1.PodInformer
	policiesInformer   = admissionv1.ValidatingAdmissionPolicyInformer
	bindingsInformer   = admissionv1.ValidatingAdmissionPolicyBindingInformer
)
