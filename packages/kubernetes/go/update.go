package main

import (
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apiserver/pkg/registry/rest"
)

// update says what the server says of an object that takes the place of another, which it is taken to have accepted.
func update(definition string, text, old []byte) answer {
	before, given := decode(definition, old)
	if before == nil || before.object == nil {
		return answer{Unknown: true}
	}
	if err := before.create(); err != nil {
		return answer{Unknown: true}
	}
	after, given := decode(definition, text)
	if after == nil || after.object == nil {
		return given
	}
	was, err := meta.Accessor(before.object)
	if err != nil {
		return answer{Unknown: true}
	}
	was.SetResourceVersion("1")
	is, err := meta.Accessor(after.object)
	if err != nil {
		return answer{Unknown: true}
	}
	// What the server has set, an applied object leaves as it is.
	is.SetResourceVersion("1")
	is.SetUID(was.GetUID())
	is.SetGeneration(was.GetGeneration())
	is.SetCreationTimestamp(was.GetCreationTimestamp())
	is.SetDeletionTimestamp(nil)
	is.SetNamespace(was.GetNamespace())
	reallocate(before.ctx, after.object, before.object)
	given = refusal(rest.BeforeUpdate(after.strategy, before.ctx, after.object, before.object))
	given.Warnings = after.warnings.texts
	return given
}
