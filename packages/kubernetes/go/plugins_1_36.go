//go:build minor_36

package main

import (
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apiserver/pkg/admission"
	"k8s.io/apiserver/pkg/admission/initializer"
	"k8s.io/apiserver/pkg/admission/plugin/policy/validating"
	"k8s.io/apiserver/pkg/util/compatibility"
	utilfeature "k8s.io/apiserver/pkg/util/feature"
)

func newPolicyPlugin() (*validating.Plugin, error) { return validating.NewPlugin(nil) }

// initializerOf gives plugins what they ask for, since 1.36 also as which version the server behaves.
func initializerOf(given *cluster, authz *watched, stop <-chan struct{}, mapper meta.RESTMapper) admission.PluginInitializer {
	features, version := utilfeature.DefaultFeatureGate, compatibility.DefaultBuildEffectiveVersion()
	return initializer.New(noClient{}, noDynamicClient{}, given, authz, features, version, stop, mapper)
}
