//go:build minor_37

package main

import (
	admissionv1 "k8s.io/client-go/informers/admissionregistration/v1"
	informersv1 "k8s.io/client-go/informers/core/v1"
)

// What a factory of informers gives since 1.37.
type (
	namespacesInformer = informersv1.TypedNamespaceInformer
	podsInformer       = informersv1.TypedPodInformer
	policiesInformer   = admissionv1.TypedValidatingAdmissionPolicyInformer
	bindingsInformer   = admissionv1.TypedValidatingAdmissionPolicyBindingInformer
)
