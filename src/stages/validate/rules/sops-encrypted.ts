import { createDiagnostic } from '../../../diagnostics/diagnostic.ts'
import { isObject } from '../../../json/own.ts'
import { keyAt } from '../../../model/place.ts'
import type { FederatedRule } from './federated-rule.ts'

/** Reports `sops-encrypted`: SOPS binds a ciphertext to its key path, and rendering moves it out of `spec.template`. */
export const sopsEncrypted: FederatedRule = ({ manifest, kind }, report) => {
  const sops = manifest.value['sops']
  if (!isObject(sops) || !('mac' in sops || 'lastmodified' in sops || 'version' in sops)) return
  report(createDiagnostic('sops-encrypted', { kind }, { at: keyAt(manifest, '/sops'), subject: manifest }))
}
