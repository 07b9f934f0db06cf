// Package kubernetes has the shapes of the client of etcd that kube-apiserver uses. Nothing connects: every call fails.
package kubernetes

import (
	"context"

	"go.etcd.io/etcd/api/v3/mvccpb"
	clientv3 "go.etcd.io/etcd/client/v3"
)

type (
	Interface interface {
		Get(ctx context.Context, key string, options GetOptions) (GetResponse, error)
		List(ctx context.Context, prefix string, options ListOptions) (ListResponse, error)
		Count(ctx context.Context, prefix string, options CountOptions) (int64, error)
		OptimisticPut(ctx context.Context, key string, value []byte, revision int64, options PutOptions) (PutResponse, error)
		OptimisticDelete(ctx context.Context, key string, revision int64, options DeleteOptions) (DeleteResponse, error)
	}
	GetOptions  struct{ Revision int64 }
	ListOptions struct {
		Revision, Limit int64
		Continue        string
	}
	CountOptions struct{}
	PutOptions   struct {
		GetOnFailure bool
		LeaseID      clientv3.LeaseID
	}
	DeleteOptions struct{ GetOnFailure bool }
	GetResponse   struct {
		KV       *mvccpb.KeyValue
		Revision int64
	}
	ListResponse struct {
		Kvs             []*mvccpb.KeyValue
		Count, Revision int64
	}
	PutResponse struct {
		KV        *mvccpb.KeyValue
		Succeeded bool
		Revision  int64
	}
	DeleteResponse PutResponse
)

// Client is one that nobody can make.
type Client struct {
	*clientv3.Client
	Kubernetes Interface
}

// New fails: there is nothing to connect to.
func New(config clientv3.Config) (*Client, error) {
	_, err := clientv3.New(config)
	return nil, err
}
