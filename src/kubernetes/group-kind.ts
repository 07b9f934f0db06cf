import { getOwn } from '../json/own.ts'
import type { JsonObject } from '../model/json.ts'

/** An object's kind and group without the version, as `Deployment.apps`; `Service` in the core group. */
export function groupKindOf(object: JsonObject): string {
  const [apiVersion, kind] = [getOwn(object, 'apiVersion'), getOwn(object, 'kind')]
  const group = typeof apiVersion === 'string' && apiVersion.includes('/') ? apiVersion.split('/')[0] : ''
  return `${typeof kind === 'string' ? kind : ''}${group === '' ? '' : `.${group}`}`
}
