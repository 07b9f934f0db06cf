package main

import (
	"context"
	"fmt"
	"sort"
	"sync"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apiserver/pkg/admission"
	"k8s.io/apiserver/pkg/audit"
	"k8s.io/apiserver/pkg/warning"
	core "k8s.io/kubernetes/pkg/apis/core"
	"k8s.io/kubernetes/plugin/pkg/admission/security/podsecurity"
)

// podSecurityPlugin is the plugin of the server, as it is without a configuration of its own.
var podSecurityPlugin = sync.OnceValue(func() admission.ValidationInterface {
	plugins := admission.NewPlugins()
	podsecurity.Register(plugins)
	given := initializerOf(&cluster{}, &watched{}, nil, newMapper(nil))
	plugin, err := plugins.InitPlugin(podsecurity.PluginName, nil, given)
	if err != nil {
		panic(err)
	}
	return plugin.(admission.ValidationInterface)
})

var podsResource = schema.GroupVersionResource{Version: "v1", Resource: "pods"}

// podSecurity says what Pod Security Admission says of an object: of a Namespace for its labels, and of what has Pods where its Namespace
// is known.
func podSecurity(at admitted, isNamespaceKnown bool) (said []verdict) {
	template, field := podTemplateOf(at.object)
	isOfPods := template != nil && isNamespaceKnown
	if at.resource != namespacesResource && !isOfPods {
		return nil
	}
	said = askPodSecurity(at, field)
	if isOfPods && at.resource != podsResource {
		for _, each := range askPodSecurity(podOf(at, template), field) {
			if each.Effect == "refused" {
				each.Effect = "pods"
				said = append(said, each)
			}
		}
	}
	return said
}

// podOf is the Pod that a controller makes by a template.
func podOf(at admitted, template *core.PodTemplateSpec) admitted {
	pod := &core.Pod{ObjectMeta: *template.ObjectMeta.DeepCopy(), Spec: *template.Spec.DeepCopy()}
	pod.Namespace, pod.Name = at.namespace, at.name
	return admitted{
		kind:      schema.GroupVersionKind{Version: "v1", Kind: "Pod"},
		resource:  podsResource,
		namespace: at.namespace,
		name:      at.name,
		object:    runtime.Object(pod),
		ways:      at.ways,
	}
}

func askPodSecurity(at admitted, field string) (said []verdict) {
	warnings := &recorder{}
	ctx := audit.WithAuditContext(warning.WithWarningRecorder(context.Background(), warnings))
	err := podSecurityPlugin().Validate(ctx, at.attributes(), at.ways)
	if causes := refusal(err).Causes; err != nil && len(causes) > 0 && causes[0].Field != "" {
		for _, each := range causes {
			said = append(said, verdict{Effect: "refused", Field: each.Field, Message: each.Field + ": " + each.Message})
		}
	} else if err != nil {
		said = append(said, verdict{Effect: "refused", Field: field, Message: wordsOfRefusal(err)})
	}
	for _, each := range warnings.texts {
		said = append(said, verdict{Effect: "warned", Field: field, Message: each})
	}
	annotations := annotationsIn(ctx)
	keys := make([]string, 0, len(annotations))
	for key := range annotations {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	for _, key := range keys {
		if key != enforcedKey {
			said = append(said, verdict{Effect: "noted", Field: field, Message: fmt.Sprintf("audit annotation %s: %s", key, annotations[key])})
		}
	}
	return said
}

// enforcedKey is the annotation that every Pod has.
const enforcedKey = "pod-security.kubernetes.io/enforce-policy"
