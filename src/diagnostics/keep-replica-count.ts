/**
 * The one way from a rendered count of replicas to the count of the cluster that loses none on the way: where the agent is
 * the only one that owns the field, the API server sets it to 1 once it is no longer sent (Kubernetes: Server-Side Apply,
 * Transferring ownership).
 */
export const keepReplicaCount =
  'To leave the count to the cluster and keep the one that runs, render that count once (an override of /spec/replicas), let another field manager own it too (kubectl apply --server-side --field-manager=…), then leave it out (retainReplicas: omit, and no override); docs/how-to/deliver-with-flux.md has the commands.'
