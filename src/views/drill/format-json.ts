import type { Endpoint } from '../../model/dns-endpoint.ts'
import {
  type Drill,
  drillFigures,
  type DrilledLoss,
  type DrilledName,
  type DrilledWorkload,
} from './drill.ts'
import { sourceLine } from '../source-line.ts'

/** The drill as schemas/fedrender.dev/v1alpha1/Drill.json describes it. */
export function jsonDrill({ losses, spared }: Drill): object {
  return {
    apiVersion: 'fedrender.dev/v1alpha1',
    kind: 'Drill',
    losses: losses.map(jsonLoss),
    spared,
  }
}

function jsonLoss(loss: DrilledLoss): object {
  const { name, clusters, workloads, names, losesExternalDNS } = loss
  return {
    without: name,
    clusters,
    figures: drillFigures(loss),
    workloads: workloads.map(jsonWorkload),
    names: names.map(jsonName),
    losesExternalDNS,
  }
}

function jsonWorkload({ at, ...workload }: DrilledWorkload): object {
  return Object.assign(workload, { source: sourceLine(at) })
}

function jsonName({ at, before, after, ...name }: DrilledName): object {
  return Object.assign(name, {
    source: sourceLine(at),
    before: before.map(jsonTarget),
    after: after.map(jsonTarget),
  })
}

function jsonTarget({ recordType, targets, setIdentifier, providerSpecific }: Endpoint): object {
  const [weight] = providerSpecific ?? []
  return {
    recordType,
    targets,
    ...(setIdentifier !== undefined && { setIdentifier }),
    ...(weight && { weight: Number(weight.value) }),
  }
}
