import type { OmissionReason, OriginKind } from '../../model/field-origin.ts'

/** What gave a field its value, in words. */
export const originWords: Readonly<Record<OriginKind, string>> = {
  template: 'template',
  override: 'override',
  schedule: 'ReplicaSchedulingPreference',
  'federated-object': 'copied from the federated object',
  type: 'its type',
  'managed-label': 'the label of every propagated object',
  orphan: 'in place of kubefed.io/orphan',
  delivery: 'keeps the agents of delivery from deleting a Namespace',
  'retain-replicas': 'left empty by retainReplicas',
}

/** Why a field is not in an object, in words. */
export const omissionWords: Readonly<Record<OmissionReason, string>> = {
  removed: 'an override removes what was there',
  'not-propagated': 'KubeFed does not propagate it',
  'server-set': 'only an API server sets it',
  'retain-replicas': 'retainReplicas leaves it to the member cluster',
}
