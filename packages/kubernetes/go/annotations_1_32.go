//go:build !minor_34

package main

import (
	"context"

	"k8s.io/apiserver/pkg/audit"
)

// annotationsIn are the annotations that a context has taken for the audit log: until 1.33 its event is there to be read.
func annotationsIn(ctx context.Context) map[string]string {
	return audit.AuditEventFrom(ctx).Annotations
}
