//go:build minor_34

package main

import (
	"context"

	"k8s.io/apiserver/pkg/audit"
)

// annotationsIn are the annotations that a context has taken for the audit log.
func annotationsIn(ctx context.Context) map[string]string {
	return audit.AuditContextFrom(ctx).GetEventAnnotations()
}
