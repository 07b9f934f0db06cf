import type { Report } from '../../../diagnostics/diagnostic.ts'
import type { FederatedResource } from '../../../model/resources.ts'

/** A rule about one federated object that decides nothing else. The schema has not checked the object yet. */
export type FederatedRule = (object: Omit<FederatedResource, 'name' | 'namespace'>, report: Report) => void
