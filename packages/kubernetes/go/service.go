package main

import (
	"context"
	"net"
	"slices"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apiserver/pkg/registry/generic"
	"k8s.io/apiserver/pkg/storage"
	"k8s.io/apiserver/pkg/storage/storagebackend"
	"k8s.io/apiserver/pkg/storage/storagebackend/factory"
	"k8s.io/client-go/tools/cache"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	core "k8s.io/kubernetes/pkg/apis/core"
	"k8s.io/kubernetes/pkg/registry/core/service/ipallocator"
	"k8s.io/kubernetes/pkg/registry/core/service/portallocator"
	servicestorage "k8s.io/kubernetes/pkg/registry/core/service/storage"
)

// services is the server's own registry, over a store that holds nothing, with ranges that hold every address and port. A cluster of two
// families takes all that one of a single family takes, but for what asks for a family that it lacks: that only the cluster knows.
var services = newServices()

func newServices() *servicestorage.REST {
	ranges := map[core.IPFamily]ipallocator.Interface{
		core.IPv4Protocol: addresses{core.IPv4Protocol, "10.0.0.1", "0.0.0.0/0"},
		core.IPv6Protocol: addresses{core.IPv6Protocol, "fd00::1", "::/0"},
	}
	services, _, _, err := servicestorage.NewREST(emptyStore{}, core.IPv4Protocol, ranges, ports{}, nil, nil, nil)
	if err != nil {
		panic(err)
	}
	return services
}

var dryRun = []string{metav1.DryRunAll}

// allocate sets what the server's allocators set before it judges a Service.
func allocate(ctx context.Context, object runtime.Object) error {
	service, ok := object.(*core.Service)
	if !ok {
		return nil
	}
	finish, err := services.Store.BeginCreate(ctx, service, &metav1.CreateOptions{DryRun: dryRun})
	if err != nil {
		return err
	}
	finish(ctx, false)
	return nil
}

// reallocate gives a Service what the allocators gave the one before.
func reallocate(ctx context.Context, object, old runtime.Object) error {
	service, ok := object.(*core.Service)
	before, isService := old.(*core.Service)
	if !ok || !isService {
		return nil
	}
	finish, err := services.Store.BeginUpdate(ctx, service, before, &metav1.UpdateOptions{DryRun: dryRun})
	if err == nil {
		finish(ctx, false)
	}
	return err
}

// allocated takes what is written of an allocator's choice for what it chose, where nobody had asked for anything: who writes down the
// address that a Service has changes nothing, and only the cluster knows it.
func allocated(object, asked, written runtime.Object) {
	service, ok := object.(*core.Service)
	before, isService := asked.(*core.Service)
	now, isServiceNow := written.(*core.Service)
	if !ok || !isService || !isServiceNow {
		return
	}
	address := net.ParseIP(now.Spec.ClusterIP)
	isOfFamily := address != nil && (address.To4() != nil) == (len(service.Spec.IPFamilies) > 0 && service.Spec.IPFamilies[0] == core.IPv4Protocol)
	if isOfFamily && before.Spec.ClusterIP == "" && len(before.Spec.ClusterIPs) == 0 && len(service.Spec.ClusterIPs) > 0 {
		service.Spec.ClusterIP, service.Spec.ClusterIPs[0] = now.Spec.ClusterIP, now.Spec.ClusterIP
	}
	renumber(service.Spec.Ports, before.Spec.Ports, now.Spec.Ports)
	if port := now.Spec.HealthCheckNodePort; port != 0 && before.Spec.HealthCheckNodePort == 0 && service.Spec.HealthCheckNodePort != 0 {
		service.Spec.HealthCheckNodePort = port
	}
}

// renumber gives the node ports that nobody asked for numbers of the usual range that nobody writes: those of a dry run begin at the same
// number each time, so that a port which is added would get the one of a port that is there.
func renumber(ports, asked, written []core.ServicePort) {
	next := 30000
	isWritten := func(number int32) bool {
		return slices.ContainsFunc(append(slices.Clone(asked), written...), func(each core.ServicePort) bool { return each.NodePort == number })
	}
	for index := range ports {
		if ports[index].NodePort == 0 || asked[index].NodePort != 0 {
			continue
		}
		for isWritten(int32(next)) {
			next++
		}
		ports[index].NodePort = int32(next)
		next++
	}
}

// emptyStore is a store that holds nothing.
type emptyStore struct{ storage.Interface }

func (e emptyStore) optionsOf(resource schema.GroupResource) (generic.RESTOptions, error) {
	codec := legacyscheme.Codecs.LegacyCodec(schema.GroupVersion{Version: "v1"})
	config := storagebackend.NewDefaultConfig("", codec)
	return generic.RESTOptions{
		StorageConfig:  config.ForResource(resource),
		ResourcePrefix: resource.Resource,
		Decorator: func(
			*storagebackend.ConfigForResource, string, func(runtime.Object) (string, error), func() runtime.Object,
			func() runtime.Object, storage.AttrFunc, storage.IndexerFuncs, *cache.Indexers,
		) (storage.Interface, factory.DestroyFunc, error) {
			return e, func() {}, nil
		},
	}, nil
}

func (emptyStore) Get(_ context.Context, key string, _ storage.GetOptions, _ runtime.Object) error {
	return storage.NewKeyNotFoundError(key, 0)
}

// addresses is a range in which every address is free.
type addresses struct {
	family      core.IPFamily
	first, cidr string
}

func (addresses) Allocate(net.IP) error           { return nil }
func (a addresses) AllocateNext() (net.IP, error) { return net.ParseIP(a.first), nil }
func (addresses) Release(net.IP) error            { return nil }
func (addresses) ForEach(func(net.IP))            {}
func (addresses) Has(net.IP) bool                 { return false }
func (a addresses) IPFamily() core.IPFamily       { return a.family }
func (addresses) Destroy()                        {}
func (addresses) EnableMetrics()                  {}
func (a addresses) DryRun() ipallocator.Interface { return a }
func (a addresses) CIDR() net.IPNet {
	_, network, err := net.ParseCIDR(a.cidr)
	if err != nil {
		panic(err)
	}
	return *network
}

// ports is a range in which every port is free.
type ports struct{}

var _ portallocator.Interface = ports{}

func (ports) Allocate(port int) error {
	if port < 1 || port > 65535 {
		return &portallocator.ErrNotInRange{ValidPorts: "30000-32767"}
	}
	return nil
}
func (ports) AllocateNext() (int, error) { return 30000, nil }
func (ports) Release(int) error          { return nil }
func (ports) ForEach(func(int))          {}
func (ports) Has(int) bool               { return false }
func (ports) Destroy()                   {}
func (ports) EnableMetrics()             {}
