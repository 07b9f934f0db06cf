// Package mvccpb has the shapes by which kube-apiserver names what etcd stores; nothing here stores anything.
package mvccpb

// KeyValue is an entry of a store.
type KeyValue struct {
	Key, Value                                  []byte
	CreateRevision, ModRevision, Version, Lease int64
}
