package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sort"
	"strings"

	admissionv1 "k8s.io/api/admissionregistration/v1"
	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apiserver/pkg/admission/plugin/policy/validating"
	"k8s.io/apiserver/pkg/warning"
	"k8s.io/client-go/tools/cache"
)

// boundPolicy is a policy with one of its bindings, in a plugin of the server of its own: a plugin with several says of one alone why it
// refuses an object.
type boundPolicy struct {
	policy  *admissionv1.ValidatingAdmissionPolicy
	binding *admissionv1.ValidatingAdmissionPolicyBinding
	plugin  *validating.Plugin
	// anywhere is the same without what it says of Namespaces.
	anywhere *validating.Plugin
	authz    *watched
	// unknown says what only the cluster knows of every object that the policy concerns.
	unknown string
	// asksNamespace says whether it asks more of a Namespace than its name.
	asksNamespace bool
}

// bind gives the plugin a policy and its binding. That every failure is published as an annotation, beside what the binding has done with it,
// lets more than the first be known.
func bind(
	policy *admissionv1.ValidatingAdmissionPolicy,
	binding *admissionv1.ValidatingAdmissionPolicyBinding,
	known map[schema.GroupVersionKind][]runtime.Object,
	custom map[schema.GroupVersionKind]*version,
) (*boundPolicy, error) {
	b := &boundPolicy{policy: policy, binding: binding, authz: &watched{}}
	indexers := map[schema.GroupVersionResource]cache.Indexer{}
	mapper := newMapper(custom)
	if given := policy.Spec.ParamKind; given != nil {
		kind := schema.FromAPIVersionAndKind(given.APIVersion, given.Kind)
		mapping, err := mapper.RESTMapping(kind.GroupKind(), kind.Version)
		if err != nil && len(known[kind]) == 0 && strategies[kind.GroupKind()] == nil {
			b.unknown = fmt.Sprintf("has parameters of the kind %s, of which no CustomResourceDefinition is known", kind.Kind)
		} else if err != nil && len(known[kind]) > 0 {
			mapping = guessed(mapper, kind, known[kind])
		}
		if mapping != nil {
			indexers[mapping.Resource] = newIndexer(known[kind]...)
		}
	}
	if mentions(policy, "userInfo") {
		b.unknown = "asks who applies the object"
	}
	if mentions(policy, "managedFields") {
		b.unknown = "asks who manages the fields of the object"
	}
	b.asksNamespace = mentions(policy, "namespaceObject") || asksMore(policy.Spec.MatchConstraints) || asksMore(binding.Spec.MatchResources)
	var err error
	if b.plugin, err = start(policy, publishing(binding), indexers, mapper, b.authz); err != nil {
		return nil, err
	}
	if b.unknown != "" || b.asksNamespace {
		b.anywhere, err = start(matching(policy), anywhere(binding), indexers, mapper, b.authz)
	}
	return b, err
}

// guessed adds a kind to a mapper of which there are objects, and no definition.
func guessed(mapper meta.RESTMapper, kind schema.GroupVersionKind, objects []runtime.Object) *meta.RESTMapping {
	accessor, err := meta.Accessor(objects[0])
	if err != nil {
		return nil
	}
	mapper.(*meta.DefaultRESTMapper).Add(kind, scopeOf(accessor.GetNamespace() != ""))
	mapping, _ := mapper.RESTMapping(kind.GroupKind(), kind.Version)
	return mapping
}

// asksMore says whether a selector of Namespaces needs more than their name.
func asksMore(match *admissionv1.MatchResources) bool {
	if match == nil || match.NamespaceSelector == nil {
		return false
	}
	for key := range match.NamespaceSelector.MatchLabels {
		if key != corev1.LabelMetadataName {
			return true
		}
	}
	return slices.ContainsFunc(match.NamespaceSelector.MatchExpressions, func(each metav1.LabelSelectorRequirement) bool {
		return each.Key != corev1.LabelMetadataName
	})
}

func publishing(binding *admissionv1.ValidatingAdmissionPolicyBinding) *admissionv1.ValidatingAdmissionPolicyBinding {
	if slices.Contains(binding.Spec.ValidationActions, admissionv1.Audit) {
		return binding
	}
	copied := binding.DeepCopy()
	copied.Spec.ValidationActions = append(copied.Spec.ValidationActions, admissionv1.Audit)
	return copied
}

// matching is a policy of the same objects, wherever they are, that takes none of them.
func matching(policy *admissionv1.ValidatingAdmissionPolicy) *admissionv1.ValidatingAdmissionPolicy {
	copied := policy.DeepCopy()
	copied.Spec = admissionv1.ValidatingAdmissionPolicySpec{
		MatchConstraints: copied.Spec.MatchConstraints,
		FailurePolicy:    copied.Spec.FailurePolicy,
		Validations:      []admissionv1.Validation{{Expression: "false"}},
	}
	if copied.Spec.MatchConstraints != nil {
		copied.Spec.MatchConstraints.NamespaceSelector = &metav1.LabelSelector{}
	}
	return copied
}

func anywhere(binding *admissionv1.ValidatingAdmissionPolicyBinding) *admissionv1.ValidatingAdmissionPolicyBinding {
	copied := binding.DeepCopy()
	copied.Spec.ValidationActions = []admissionv1.ValidationAction{admissionv1.Deny}
	if copied.Spec.MatchResources != nil {
		copied.Spec.MatchResources.NamespaceSelector = &metav1.LabelSelector{}
	}
	return copied
}

// start starts the plugin of the server, and ends what it goes on doing once it has compiled the policy.
func start(
	policy *admissionv1.ValidatingAdmissionPolicy,
	binding *admissionv1.ValidatingAdmissionPolicyBinding,
	params map[schema.GroupVersionResource]cache.Indexer,
	mapper meta.RESTMapper,
	authz *watched,
) (*validating.Plugin, error) {
	given := &cluster{
		policies: fixed{indexer: newIndexer(policy)},
		bindings: fixed{indexer: newIndexer(binding)},
		params:   params,
	}
	stop := make(chan struct{})
	defer close(stop)
	plugin, err := newPolicyPlugin()
	if err != nil {
		return nil, err
	}
	initializerOf(given, authz, stop, mapper).Initialize(plugin)
	if err := plugin.ValidateInitialization(); err != nil {
		return nil, err
	}
	if !plugin.WaitForReady() {
		return nil, fmt.Errorf("the policy %q is not ready", policy.Name)
	}
	return plugin, nil
}

// failure is what the plugin publishes of a validation that fails.
type failure struct {
	Message         string `json:"message"`
	ExpressionIndex int    `json:"expressionIndex"`
}

const failureKey = "validation.policy.admission.k8s.io/validation_failure"

// judge says what becomes of an object by the policy and this binding. Where the binding denies, a refusal beside failures is theirs.
func (b *boundPolicy) judge(at admitted, isNamespaceUnknown bool) []verdict {
	if b.unknown != "" || (isNamespaceUnknown && b.asksNamespace) {
		return b.judgeUnknown(at)
	}
	b.authz.asked = false
	warnings := &recorder{}
	attributes := at.attributes()
	err := b.plugin.Validate(warning.WithWarningRecorder(context.Background(), warnings), attributes, at.ways)
	if b.authz.asked {
		return []verdict{b.verdict("unknown", "asks what the authorizer of the cluster allows")}
	}
	var said []verdict
	failed := 0
	for _, each := range attributes.annotations {
		if each.key == failureKey {
			failures := failuresIn(each.value)
			failed += len(failures)
			for _, failure := range failures {
				said = append(said, b.failed(failure)...)
			}
		} else {
			said = append(said, b.verdict("noted", fmt.Sprintf("audit annotation %s: %s", each.key, each.value)))
		}
	}
	if err != nil && (failed == 0 || !slices.Contains(b.binding.Spec.ValidationActions, admissionv1.Deny)) {
		said = append(said, b.verdict("refused", wordsOfRefusal(err)))
	}
	for _, each := range warnings.texts {
		said = append(said, b.verdict("warned", each))
	}
	sort.SliceStable(said, func(i, j int) bool { return orderOf(said[i]) < orderOf(said[j]) })
	return said
}

// orderOf sorts verdicts by what they do and then as the policy has its validations; annotations come in the order of Go's maps.
func orderOf(each verdict) string {
	if each.Validation != nil {
		return fmt.Sprintf("%s %08d", each.Effect, *each.Validation)
	}
	return each.Effect + " x" + each.Message
}

func failuresIn(value string) (failures []failure) {
	if json.Unmarshal([]byte(value), &failures) != nil {
		return nil
	}
	return failures
}

// failed gives what the binding does with a validation that fails, but for the warning, which the plugin gives.
func (b *boundPolicy) failed(each failure) (said []verdict) {
	for _, action := range b.binding.Spec.ValidationActions {
		words := b.verdict("noted", fmt.Sprintf("audit annotation %s: %s", failureKey, each.Message))
		if action == admissionv1.Deny {
			words = b.verdict("refused", fmt.Sprintf("ValidatingAdmissionPolicy '%s' with binding '%s' denied request: %s", b.policy.Name, b.binding.Name, each.Message))
		} else if action != admissionv1.Audit {
			continue
		}
		words.Validation = &each.ExpressionIndex
		said = append(said, words)
	}
	return said
}

// judgeUnknown says what only the cluster knows, where the policy concerns the object at all.
func (b *boundPolicy) judgeUnknown(at admitted) []verdict {
	if b.anywhere.Validate(context.Background(), at.attributes(), at.ways) == nil {
		return nil
	}
	unknown := b.unknown
	if unknown == "" {
		unknown = fmt.Sprintf("asks about the Namespace %q, of which nothing is known here", at.namespace)
	}
	return []verdict{b.verdict("unknown", unknown)}
}

func (b *boundPolicy) verdict(effect, message string) verdict {
	return verdict{Effect: effect, Policy: b.policy.Name, Binding: b.binding.Name, Message: message}
}

// wordsOfRefusal is why a plugin refuses an object, without the words that name the object.
func wordsOfRefusal(err error) string {
	status, ok := err.(apierrors.APIStatus)
	if !ok {
		return err.Error()
	}
	s := status.Status()
	if s.Details != nil && len(s.Details.Causes) == 1 {
		return s.Details.Causes[0].Message
	}
	if _, rest, found := strings.Cut(s.Message, " is forbidden: "); found {
		return rest
	}
	return s.Message
}
