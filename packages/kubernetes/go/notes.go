package main

import (
	"fmt"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/kubernetes/pkg/apis/apps"
	"k8s.io/kubernetes/pkg/apis/batch"
	core "k8s.io/kubernetes/pkg/apis/core"
)

// note is something that only a running cluster knows.
type note struct {
	Field   string `json:"field"`
	Message string `json:"message"`
	// Needs is the object that has to be there, as group, kind and name.
	Needs []string `json:"needs,omitempty"`
}

// claimNotes are those of claims of devices, in versions that have them.
var claimNotes = func(runtime.Object) []note { return nil }

// notesOf lists what admission in a running cluster decides of an object.
func notesOf(object runtime.Object, isNamespaceKnown bool) []note {
	if !isNamespaceKnown {
		if notes := claimNotes(object); notes != nil {
			return notes
		}
	}
	if service, ok := object.(*core.Service); ok {
		return serviceNotes(service)
	}
	if template, at := podTemplateOf(object); template != nil {
		return podNotes(at, &template.Spec)
	}
	return nil
}

// podTemplateOf is what Pods are made of that an object has, and where their spec is in it; a Pod itself is of itself.
func podTemplateOf(object runtime.Object) (*core.PodTemplateSpec, string) {
	switch o := object.(type) {
	case *core.Pod:
		return &core.PodTemplateSpec{ObjectMeta: o.ObjectMeta, Spec: o.Spec}, "spec"
	case *core.PodTemplate:
		return &o.Template, "template.spec"
	case *core.ReplicationController:
		return o.Spec.Template, "spec.template.spec"
	case *apps.Deployment:
		return &o.Spec.Template, "spec.template.spec"
	case *apps.StatefulSet:
		return &o.Spec.Template, "spec.template.spec"
	case *apps.DaemonSet:
		return &o.Spec.Template, "spec.template.spec"
	case *apps.ReplicaSet:
		return &o.Spec.Template, "spec.template.spec"
	case *batch.Job:
		return &o.Spec.Template, "spec.template.spec"
	case *batch.CronJob:
		return &o.Spec.JobTemplate.Spec.Template, "spec.jobTemplate.spec.template.spec"
	}
	return nil, ""
}

func podNotes(at string, spec *core.PodSpec) (notes []note) {
	needs := func(field, group, kind, name string) {
		notes = append(notes, note{
			Field:   at + "." + field,
			Message: fmt.Sprintf("Pods are refused where the %s %q is absent", kind, name),
			Needs:   []string{group, kind, name},
		})
	}
	if name := spec.PriorityClassName; name != "" && name != "system-cluster-critical" && name != "system-node-critical" {
		needs("priorityClassName", "scheduling.k8s.io", "PriorityClass", name)
	}
	if name := spec.RuntimeClassName; name != nil {
		needs("runtimeClassName", "node.k8s.io", "RuntimeClass", *name)
	}
	if name := spec.ServiceAccountName; name != "" && name != "default" {
		needs("serviceAccountName", "", "ServiceAccount", name)
	}
	if spec.Priority != nil {
		notes = append(notes, note{Field: at + ".priority", Message: "Pods are refused whose priority is not that of their PriorityClass"})
	}
	return notes
}

func serviceNotes(service *core.Service) (notes []note) {
	for index, ip := range service.Spec.ClusterIPs {
		if ip != core.ClusterIPNone && service.Spec.Type != core.ServiceTypeExternalName {
			field := "spec.clusterIP"
			if index > 0 {
				field = fmt.Sprintf("spec.clusterIPs[%d]", index)
			}
			notes = append(notes, note{Field: field, Message: "The Service is refused where its address is out of the range of the cluster, or taken"})
		}
	}
	for index, port := range service.Spec.Ports {
		if port.NodePort != 0 && (port.NodePort < 30000 || port.NodePort > 32767) {
			field := fmt.Sprintf("spec.ports[%d].nodePort", index)
			notes = append(notes, note{Field: field, Message: "The Service is refused where the cluster has the usual range of node ports, 30000-32767"})
		}
	}
	return notes
}
