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

// notesOf lists what admission in a running cluster decides of an object.
func notesOf(object runtime.Object) []note {
	switch o := object.(type) {
	case *core.Pod:
		return podNotes("spec", &o.Spec)
	case *core.PodTemplate:
		return podNotes("template.spec", &o.Template.Spec)
	case *core.ReplicationController:
		if o.Spec.Template != nil {
			return podNotes("spec.template.spec", &o.Spec.Template.Spec)
		}
	case *apps.Deployment:
		return podNotes("spec.template.spec", &o.Spec.Template.Spec)
	case *apps.StatefulSet:
		return podNotes("spec.template.spec", &o.Spec.Template.Spec)
	case *apps.DaemonSet:
		return podNotes("spec.template.spec", &o.Spec.Template.Spec)
	case *apps.ReplicaSet:
		return podNotes("spec.template.spec", &o.Spec.Template.Spec)
	case *batch.Job:
		return podNotes("spec.template.spec", &o.Spec.Template.Spec)
	case *batch.CronJob:
		return podNotes("spec.jobTemplate.spec.template.spec", &o.Spec.JobTemplate.Spec.Template.Spec)
	case *core.Service:
		return serviceNotes(o)
	}
	return nil
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
