//go:build minor_37

package main

import (
	"context"

	"k8s.io/apiserver/pkg/authorization/authorizer"
)

// ConditionsAwareAuthorize is asked since 1.37 in place of Authorize, and gives the same answer.
func (w *watched) ConditionsAwareAuthorize(ctx context.Context, a authorizer.Attributes) authorizer.ConditionsAwareDecision {
	return authorizer.ConditionsAwareDecisionFromParts(w.Authorize(ctx, a))
}

// EvaluateConditions denies, as an authorizer does that gives no conditions.
func (w *watched) EvaluateConditions(context.Context, authorizer.ConditionsAwareDecision, authorizer.ConditionsData) (authorizer.Decision, string, error) {
	return authorizer.DecisionDeny, "", authorizer.ErrorConditionEvaluationNotSupported
}
