//go:build !minor_36

package main

import (
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apiserver/pkg/admission"
	"k8s.io/apiserver/pkg/admission/initializer"
	"k8s.io/apiserver/pkg/admission/plugin/policy/validating"
	utilfeature "k8s.io/apiserver/pkg/util/feature"
)

func newPolicyPlugin() (*validating.Plugin, error) { return validating.NewPlugin(nil), nil }

// initializerOf gives plugins what they ask for.
func initializerOf(given *cluster, authz *watched, stop <-chan struct{}, mapper meta.RESTMapper) admission.PluginInitializer {
	return initializer.New(noClient{}, noDynamicClient{}, given, authz, utilfeature.DefaultFeatureGate, stop, mapper)
}
