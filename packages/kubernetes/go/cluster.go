package main

import (
	"context"
	"errors"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apiserver/pkg/authorization/authorizer"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/informers/admissionregistration"
	admissionv1 "k8s.io/client-go/informers/admissionregistration/v1"
	"k8s.io/client-go/informers/core"
	informersv1 "k8s.io/client-go/informers/core/v1"
	"k8s.io/client-go/kubernetes"
	listersv1 "k8s.io/client-go/listers/core/v1"
	"k8s.io/client-go/tools/cache"
)

// What plugins of admission are given in the place of a cluster: informers over objects that are there from the start. What they do not ask
// for is nil.
type cluster struct {
	informers.SharedInformerFactory
	policies, bindings cache.SharedIndexInformer
	params             map[schema.GroupVersionResource]cache.Indexer
}

func (c *cluster) Core() core.Interface { return coreGroup{} }
func (c *cluster) Admissionregistration() admissionregistration.Interface {
	return admissionGroup{c: c}
}
func (c *cluster) Start(<-chan struct{}) {}
func (c *cluster) ForResource(r schema.GroupVersionResource) (informers.GenericInformer, error) {
	indexer := c.params[r]
	if indexer == nil {
		indexer = newIndexer()
	}
	return params{indexer, r.GroupResource()}, nil
}

type coreGroup struct{ core.Interface }

func (coreGroup) V1() informersv1.Interface { return coreV1{} }

type coreV1 struct{ informersv1.Interface }

func (coreV1) Namespaces() namespacesInformer { return namespaceInformer{} }
func (coreV1) Pods() podsInformer             { return podInformer{} }

type namespaceInformer struct{ namespacesInformer }

func (namespaceInformer) Informer() cache.SharedIndexInformer { return fixed{indexer: newIndexer()} }
func (namespaceInformer) Lister() listersv1.NamespaceLister   { return clusterNamespace }

type podInformer struct{ podsInformer }

func (podInformer) Informer() cache.SharedIndexInformer { return fixed{indexer: newIndexer()} }
func (podInformer) Lister() listersv1.PodLister         { return listersv1.NewPodLister(newIndexer()) }

type admissionGroup struct {
	admissionregistration.Interface
	c *cluster
}

func (a admissionGroup) V1() admissionv1.Interface { return admissionV1{c: a.c} }

type admissionV1 struct {
	admissionv1.Interface
	c *cluster
}

func (a admissionV1) ValidatingAdmissionPolicies() policiesInformer {
	return policyInformer{informer: a.c.policies}
}
func (a admissionV1) ValidatingAdmissionPolicyBindings() bindingsInformer {
	return bindingInformer{informer: a.c.bindings}
}

type policyInformer struct {
	policiesInformer
	informer cache.SharedIndexInformer
}

func (p policyInformer) Informer() cache.SharedIndexInformer { return p.informer }

type bindingInformer struct {
	bindingsInformer
	informer cache.SharedIndexInformer
}

func (b bindingInformer) Informer() cache.SharedIndexInformer { return b.informer }

type params struct {
	indexer  cache.Indexer
	resource schema.GroupResource
}

func (p params) Informer() cache.SharedIndexInformer { return fixed{indexer: p.indexer} }
func (p params) Lister() cache.GenericLister         { return cache.NewGenericLister(p.indexer, p.resource) }

// fixed is an informer whose objects never change.
type fixed struct {
	cache.SharedIndexInformer
	indexer cache.Indexer
}

func (f fixed) GetIndexer() cache.Indexer { return f.indexer }
func (fixed) HasSynced() bool             { return true }
func (fixed) AddEventHandler(cache.ResourceEventHandler) (cache.ResourceEventHandlerRegistration, error) {
	return nil, nil
}
func (fixed) RemoveEventHandler(cache.ResourceEventHandlerRegistration) error { return nil }

func newIndexer(objects ...runtime.Object) cache.Indexer {
	indexer := cache.NewIndexer(cache.MetaNamespaceKeyFunc, cache.Indexers{cache.NamespaceIndex: cache.MetaNamespaceIndexFunc})
	for _, each := range objects {
		if err := indexer.Add(each); err != nil {
			panic(err)
		}
	}
	return indexer
}

// clusterNamespace lists the one Namespace in which the object is that is asked about.
var clusterNamespace = &oneNamespace{}

type oneNamespace struct{ namespace *corev1.Namespace }

// set takes a Namespace or, where that is not known, one that has what every Namespace of its name has.
func (o *oneNamespace) set(name string, namespace *corev1.Namespace) {
	o.namespace = namespace
	if namespace == nil && name != "" {
		o.namespace = &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{
			Name: name, Labels: map[string]string{corev1.LabelMetadataName: name},
		}}
	}
}

func (o *oneNamespace) List(labels.Selector) ([]*corev1.Namespace, error) {
	return nil, errors.New("not listed")
}

func (o *oneNamespace) Get(name string) (*corev1.Namespace, error) {
	if o.namespace == nil || o.namespace.Name != name {
		return nil, apierrors.NewInternalError(errors.New("the namespace " + name + " is not the one that is asked about"))
	}
	return o.namespace, nil
}

// noClient is never asked: informers have what is asked for.
type noClient struct{ kubernetes.Interface }

// noDynamicClient has nothing: since 1.37 it is asked for a parameter that informers do not have.
type noDynamicClient struct{ dynamic.Interface }

func (noDynamicClient) Resource(resource schema.GroupVersionResource) dynamic.NamespaceableResourceInterface {
	return noResource{resource: resource.GroupResource()}
}

type noResource struct {
	dynamic.NamespaceableResourceInterface
	resource schema.GroupResource
}

func (n noResource) Namespace(string) dynamic.ResourceInterface { return n }
func (n noResource) Get(_ context.Context, name string, _ metav1.GetOptions, _ ...string) (*unstructured.Unstructured, error) {
	return nil, apierrors.NewNotFound(n.resource, name)
}

// watched notes whether anybody asks what only the authorizer of a cluster knows.
type watched struct{ asked bool }

func (w *watched) Authorize(context.Context, authorizer.Attributes) (authorizer.Decision, string, error) {
	w.asked = true
	return authorizer.DecisionNoOpinion, "", nil
}

// newMapper knows the resources of the built-in kinds and of some versions of custom resources.
func newMapper(custom map[schema.GroupVersionKind]*version) meta.RESTMapper {
	mapper := meta.NewDefaultRESTMapper(nil)
	for _, each := range builtins() {
		mapper.Add(each, scopeOf(strategies[each.GroupKind()].NamespaceScoped()))
	}
	for kind, each := range custom {
		resource := kind.GroupVersion().WithResource(each.resource)
		mapper.AddSpecific(kind, resource, resource, scopeOf(each.namespaced))
	}
	return mapper
}
