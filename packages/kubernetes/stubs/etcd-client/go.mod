module go.etcd.io/etcd/client/v3

go 1.22.0

require (
	go.etcd.io/etcd/api/v3 v3.6.4
	go.uber.org/zap v1.26.0
	google.golang.org/grpc v1.58.3
)
