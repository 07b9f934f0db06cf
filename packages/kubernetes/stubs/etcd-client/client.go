// Package clientv3 has the shapes by which kube-apiserver names a client of etcd. Nothing connects: every call fails.
package clientv3

import (
	"context"
	"crypto/tls"
	"errors"
	"time"

	"go.etcd.io/etcd/api/v3/mvccpb"
	"go.uber.org/zap"
	"google.golang.org/grpc"
)

// Of operations only the names count here.
type (
	LeaseID            int64
	LeaseGrantResponse struct {
		ID  LeaseID
		TTL int64
	}
	Op            struct{}
	OpOption      func(*Op)
	Cmp           struct{}
	CompactOption func()
)

// ResponseHeader has the revision of a store.
type ResponseHeader struct{ Revision int64 }

func (h *ResponseHeader) GetRevision() int64 { return h.Revision }

type (
	GetResponse struct {
		Header *ResponseHeader
		Kvs    []*mvccpb.KeyValue
		More   bool
		Count  int64
	}
	PutResponse     struct{ Header *ResponseHeader }
	DeleteResponse  struct{ Header *ResponseHeader }
	CompactResponse struct{ Header *ResponseHeader }
	OpResponse      struct{}
	StatusResponse  struct {
		Header  *ResponseHeader
		Version string
		DbSize  int64
	}
	MemberListResponse struct{}
	// RangeStreamResponse is a part of a listing that comes in parts.
	RangeStreamResponse struct{ RangeResponse *GetResponse }
	RangeStreamChan     <-chan RangeStreamResponse
	// TxnResponse is what a transaction gave.
	TxnResponse struct {
		Header    *ResponseHeader
		Succeeded bool
		Responses []*ResponseOp
	}
	ResponseOp struct{}
)

func (RangeStreamResponse) Err() error { return errNone }

func (*ResponseOp) GetResponseRange() *GetResponse { return &GetResponse{} }
func (*ResponseOp) GetResponsePut() *PutResponse   { return &PutResponse{} }
func (*ResponseOp) GetResponseDeleteRange() *DeleteResponse {
	return &DeleteResponse{}
}

// EventType is what happened to a key.
type EventType int32

const (
	EventTypePut    EventType = 0
	EventTypeDelete EventType = 1
)

func (t EventType) String() string {
	if t == EventTypePut {
		return "PUT"
	}
	return "DELETE"
}

// Event is a change of a key.
type Event struct {
	Type       EventType
	Kv, PrevKv *mvccpb.KeyValue
}

func (e *Event) IsCreate() bool {
	return e.Type == EventTypePut && e.Kv.CreateRevision == e.Kv.ModRevision
}

type (
	WatchResponse struct {
		Header ResponseHeader
		Events []*Event
	}
	WatchChan <-chan WatchResponse
)

func (WatchResponse) Err() error             { return errNone }
func (WatchResponse) IsProgressNotify() bool { return false }

type (
	KV interface {
		Put(ctx context.Context, key, value string, options ...OpOption) (*PutResponse, error)
		Get(ctx context.Context, key string, options ...OpOption) (*GetResponse, error)
		GetStream(ctx context.Context, key string, options ...OpOption) (RangeStreamChan, error)
		Delete(ctx context.Context, key string, options ...OpOption) (*DeleteResponse, error)
		Compact(ctx context.Context, revision int64, options ...CompactOption) (*CompactResponse, error)
		Do(ctx context.Context, op Op) (OpResponse, error)
		Txn(ctx context.Context) Txn
	}
	Txn interface {
		If(...Cmp) Txn
		Then(...Op) Txn
		Else(...Op) Txn
		Commit() (*TxnResponse, error)
	}
	Lease interface {
		Grant(ctx context.Context, ttl int64) (*LeaseGrantResponse, error)
	}
	Watcher interface {
		Watch(ctx context.Context, key string, options ...OpOption) WatchChan
		RequestProgress(ctx context.Context) error
	}
	Maintenance interface {
		Status(ctx context.Context, endpoint string) (*StatusResponse, error)
	}
)

// Client is one that nobody can make.
type Client struct {
	KV
	Lease
	Watcher
	Maintenance
}

func (*Client) Endpoints() []string  { return nil }
func (*Client) Close() error         { return nil }
func (*Client) Ctx() context.Context { return context.Background() }

func (*Client) ActiveConnection() *grpc.ClientConn { return nil }

// Config is how a client would connect.
type Config struct {
	Endpoints                                            []string
	DialTimeout, DialKeepAliveTime, DialKeepAliveTimeout time.Duration
	DialOptions                                          []grpc.DialOption
	TLS                                                  *tls.Config
	Logger                                               *zap.Logger
}

var errNone = errors.New("no store")

// New fails: there is nothing to connect to.
func New(Config) (*Client, error) { return nil, errNone }

func noOption(*Op) {}

func WithLimit(int64) OpOption                              { return noOption }
func WithRange(string) OpOption                             { return noOption }
func WithRev(int64) OpOption                                { return noOption }
func WithPrefix() OpOption                                  { return noOption }
func WithPrevKV() OpOption                                  { return noOption }
func WithKeysOnly() OpOption                                { return noOption }
func WithCountOnly() OpOption                               { return noOption }
func WithProgressNotify() OpOption                          { return noOption }
func WithLease(LeaseID) OpOption                            { return noOption }
func WithRequireLeader(ctx context.Context) context.Context { return ctx }
func GetPrefixRangeEnd(prefix string) string                { return prefix }
func OpGet(string, ...OpOption) Op                          { return Op{} }
func OpPut(string, string, ...OpOption) Op                  { return Op{} }
func OpDelete(string, ...OpOption) Op                       { return Op{} }
func Version(string) Cmp                                    { return Cmp{} }
func ModRevision(string) Cmp                                { return Cmp{} }
func Compare(cmp Cmp, _ string, _ any) Cmp                  { return cmp }
