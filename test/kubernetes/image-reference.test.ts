import { expect, it } from 'vitest'
import { imageTag, parseImageReference } from '../../src/kubernetes/image-reference.ts'

it.each([
  ['nginx', { repository: 'nginx' }, 'latest'],
  ['nginx:1.27', { repository: 'nginx', tag: '1.27' }, '1.27'],
  ['registry:5000/team/web', { repository: 'registry:5000/team/web' }, 'latest'],
  ['registry:5000/web:1', { repository: 'registry:5000/web', tag: '1' }, '1'],
  ['web@sha256:ab', { repository: 'web', digest: 'sha256:ab' }, undefined],
  ['web:latest@sha256:ab', { repository: 'web', tag: 'latest', digest: 'sha256:ab' }, 'latest'],
])('takes %s apart', (image, reference, tag) => {
  expect(parseImageReference(image)).toEqual(reference)
  expect(imageTag(image)).toBe(tag)
})
