import { equalJson } from '../../../../src/json/equal.ts'
import { federated, jobTemplate, type Reason } from './reason.ts'

/** The type that is disabled before the second round. */
export const disabledType = 'jobs.batch'

const lateObject: Reason = {
  name: 'late-object-of-disabled-type',
  kubefed: 'gives no status to an object that was made after its type was disabled',
  fedrender:
    'gives it none either, but in a repository with an error somewhere, where `status` shows it as OK',
  why: 'what is held is known from the output, with which sources in error are not compared',
  excuses: ({ about, key, pointer, kubefed, fedrender = null }) => {
    if (about !== 'status' || !key.includes(`/${disabledType}/`) || kubefed !== undefined) return false
    return pointer === '/condition' ? equalJson(fedrender, ['True', '']) : fedrender === ''
  },
  example: {
    created: [],
    changed: [federated('Job', 'late-object-of-disabled-type', { template: jobTemplate })],
    shows: [
      'status  /condition: nothing → ["True",""]',
      ...['ap-south', 'eu-west', 'us-east'].map((name) => `status ${name} /clusters/${name}: nothing → ""`),
    ],
  },
}

/** What concerns a type that is disabled. */
export const disabledTypes: readonly Reason[] = [lateObject]
