module go.etcd.io/etcd/client/pkg/v3

go 1.22.0

require go.uber.org/zap v1.26.0
