package main

import (
	"encoding/json"
	"reflect"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	core "k8s.io/kubernetes/pkg/apis/core"
)

// update says what the server says of an object that is applied in place of another, which it is taken to have accepted.
func update(definition string, text, old []byte, in surroundings) answer {
	before, _ := decode(definition, old)
	if before == nil || before.object == nil {
		return answer{Unknown: true}
	}
	asked := before.object.DeepCopyObject()
	if before.create() != nil {
		return answer{Unknown: true}
	}
	// What cannot be decoded is said of the object as it is written.
	written, given := decode(definition, text)
	if written == nil || written.object == nil {
		return given
	}
	was, err := meta.Accessor(before.object)
	if err != nil {
		return answer{Unknown: true}
	}
	was.SetResourceVersion("1")
	run(before.object)
	allocated(before.object, asked, written.object)
	applied, err := apply(before, text, old)
	if err != nil {
		return answer{Unknown: true}
	}
	after, given := decode(definition, applied)
	if after == nil || after.object == nil {
		return given
	}
	if err := reallocate(before.ctx, after.object, before.object); err != nil {
		return refusal(err)
	}
	given = refusal(rest.BeforeUpdate(after.strategy, before.ctx, after.object, before.object))
	given.Warnings = after.warnings.texts
	if given.Code == 0 {
		after.namespace = before.namespace
		given.Verdicts = after.admit(in, before.object)
	}
	return given
}

// run makes of an object what controllers make of one that is in use, as far as the rules for changes ask.
func run(object runtime.Object) {
	switch o := object.(type) {
	case *core.PersistentVolumeClaim:
		o.Status.Phase = core.ClaimBound
		o.Status.Capacity = o.Spec.Resources.Requests.DeepCopy()
	case *apiextensions.CustomResourceDefinition:
		established := apiextensions.CustomResourceDefinitionCondition{Type: apiextensions.Established, Status: apiextensions.ConditionTrue}
		apiextensions.SetCRDCondition(o, established)
	}
}

// apply gives the object that is stored, changed by what is written differently from before: what the server has set stays.
func apply(before *asked, text, old []byte) ([]byte, error) {
	stored, err := encode(before)
	if err != nil {
		return nil, err
	}
	var live, was, is map[string]any
	for _, each := range []struct {
		text []byte
		into *map[string]any
	}{{stored, &live}, {old, &was}, {text, &is}} {
		if err := json.Unmarshal(each.text, each.into); err != nil {
			return nil, err
		}
	}
	return json.Marshal(merge(live, was, is))
}

func encode(before *asked) ([]byte, error) {
	if before.rules != nil {
		return json.Marshal(before.object)
	}
	versioned, err := legacyscheme.Scheme.ConvertToVersion(before.object.DeepCopyObject(), before.gvk.GroupVersion())
	if err != nil {
		return nil, err
	}
	versioned.GetObjectKind().SetGroupVersionKind(before.gvk)
	return json.Marshal(versioned)
}

// merge changes a live mapping by what is, and by what was and is not any more. A list is taken as it is written, unless it has not changed.
func merge(live, was, is map[string]any) map[string]any {
	merged := map[string]any{}
	for key, value := range live {
		merged[key] = value
	}
	for key := range was {
		if _, stays := is[key]; !stays {
			delete(merged, key)
		}
	}
	for key, value := range is {
		here, isMapping := value.(map[string]any)
		there, isLive := live[key].(map[string]any)
		if isMapping && isLive {
			before, _ := was[key].(map[string]any)
			merged[key] = merge(there, before, here)
		} else if live[key] == nil || !reflect.DeepEqual(value, was[key]) {
			merged[key] = value
		}
	}
	return merged
}
