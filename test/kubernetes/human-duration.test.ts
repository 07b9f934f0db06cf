import { describe, expect, it } from 'vitest'
import { humanDuration } from '../../src/kubernetes/human-duration.ts'

const [minute, hour, day] = [60, 3600, 86_400]
const [year, instant] = [365 * day, 0.001]

describe('humanDuration', () => {
  // Kubernetes' own (apimachinery v0.34.4, pkg/util/duration/duration_test.go, Apache-2.0).
  it.each([
    [1, '1s'],
    [70, '70s'],
    [190, '3m10s'],
    [70 * minute, '70m'],
    [47 * hour, '47h'],
    [49 * hour, '2d1h'],
    [(8 * 24 + 2) * hour, '8d'],
    [367 * day, '367d'],
    [2 * year + 25 * hour, '2y1d'],
    [8 * year + 2 * hour, '8y'],
    [-2, '<invalid>'],
    [-2 + instant, '0s'],
    [0, '0s'],
    [1 - instant, '0s'],
    [2 * minute - instant, '119s'],
    [2 * minute, '2m'],
    [2 * minute + 1, '2m1s'],
    [10 * minute - instant, '9m59s'],
    [10 * minute, '10m'],
    [10 * minute + 1, '10m'],
    [3 * hour - instant, '179m'],
    [3 * hour, '3h'],
    [3 * hour + minute, '3h1m'],
    [8 * hour - instant, '7h59m'],
    [8 * hour, '8h'],
    [8 * hour + 59 * minute, '8h'],
    [2 * day - instant, '47h'],
    [2 * day, '2d'],
    [2 * day + hour, '2d1h'],
    [8 * day - instant, '7d23h'],
    [8 * day, '8d'],
    [8 * day + 23 * hour, '8d'],
    [2 * year - instant, '729d'],
    [2 * year, '2y'],
    [2 * year + day - instant, '2y'],
    [2 * year + day, '2y1d'],
    [3 * year, '3y'],
    [8 * year - instant, '7y364d'],
    [8 * year, '8y'],
    [9 * year, '9y'],
  ])('%d s is %s', (seconds, expected) => expect(humanDuration(seconds)).toBe(expected))
})
