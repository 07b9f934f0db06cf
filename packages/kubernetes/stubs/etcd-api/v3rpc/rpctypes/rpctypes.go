// Package rpctypes has the errors that kube-apiserver compares with; no call here gives one of them.
package rpctypes

import "errors"

var (
	ErrCompacted = errors.New("no store: compacted")
	ErrFutureRev = errors.New("no store: future revision")
)
