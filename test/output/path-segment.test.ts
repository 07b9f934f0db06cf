import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nameOfSegment } from '../../src/output/layout.ts'
import { pathSegment } from '../../src/output/path-segment.ts'

describe('pathSegment', () => {
  it.each([
    ['web', 'web'],
    ['deployments.apps', 'deployments.apps'],
    ['a_b-c.d', 'a_b-c.d'],
    ['.', '%2E'],
    ['..', '%2E%2E'],
    ['a.', 'a%2E'],
    ['a/../b', 'a%2F..%2Fb'],
    ['a\\b', 'a%5Cb'],
    ['system:node', 'system%3Anode'],
    ['con', '%63on'],
    ['AUX.x', '%41UX.x'],
    ['com1', '%63om1'],
    ['lpt9.yaml', '%6Cpt9.yaml'],
    ['console', 'console'],
    ['a*?<>|"\'!()~b', 'a%2A%3F%3C%3E%7C%22%27%21%28%29%7Eb'],
    ['\u0000\n', '%00%0A'],
    ['ä', '%C3%A4'],
  ])('writes %j as %j', (name, segment) => expect(pathSegment(name)).toBe(segment))

  it('sees through the suffix to a reserved name', () => {
    expect(pathSegment('nul', '.yaml')).toBe('%6Eul.yaml')
  })

  it.each([
    ['kustomization', '%6Bustomization.yaml'],
    ['Kustomization', '%4Bustomization.yaml'],
    ['kustomizations', 'kustomizations.yaml'],
    ['a.kustomization', 'a.kustomization.yaml'],
    ['Chart', '%43hart.yaml'],
    ['chart', '%63hart.yaml'],
    ['MyChart', 'MyChar%74.yaml'],
    ['flowchart', 'flowchart.yaml'],
    [',hart', '%2Char%74.yaml'],
    ['values', '%76alues.yaml'],
    ['default-values', 'default-values.yaml'],
    ['cloudbuild', '%63loudbuild.yaml'],
    ['appveyor', '%61ppveyor.yaml'],
    ['codeship-steps', '%63odeship-steps.yaml'],
    ['.sops', '%2Esops.yaml'],
    ['.flux', '%2Eflux.yaml'],
    ['.argocd-source', '%2Eargocd-source.yaml'],
    ['cat.jpg', 'cat.jpg.yaml'],
  ])('leaves no file of a name that an agent takes for more than a manifest: %s', (name, segment) => {
    expect(pathSegment(name, '.yaml')).toBe(segment)
    expect(nameOfSegment(segment.slice(0, -'.yaml'.length))).toBe(name)
  })

  it.each([
    ['east.zip', 'east%2Ezip'],
    ['backup.tar.gz', 'backup%2Etar.gz'],
    ['photos.example.jpg', 'photos.example%2Ejpg'],
    ['cloudbuild.yaml', '%63loudbuild.yaml'],
    ['Kustomization', '%4Bustomization'],
    ['.git', '%2Egit'],
    ['.sourceignore', '%2Esourceignore'],
    ['zip', 'zip'],
  ])('leaves no directory of such a name: %s', (name, segment) => {
    expect(pathSegment(name)).toBe(segment)
    expect(nameOfSegment(segment)).toBe(name)
  })

  it('leaves no name that Flux leaves out of its source, and none that is hidden', () => {
    const ignored = ['a.jpg', 'a.jpeg', 'a.gif', 'a.png', 'a.wmv', 'a.flv', 'a.tar.gz', 'a.zip']
    const files = ['appveyor.yml', 'cloudbuild.yaml', 'codeship-services.yml', 'codeship-steps.yml']
    const hidden = ['.git', '.gitignore', '.gitmodules', '.github', '.circleci', '.travis.yml', '.drone.yml']
    for (const name of [...ignored, ...files, ...hidden]) {
      expect(pathSegment(name)).not.toBe(name)
      const file = /^(.+)\.yaml$/.exec(name)?.[1]
      if (file !== undefined) expect(pathSegment(file, '.yaml')).not.toBe(name)
    }
  })

  it('cuts what is too long for a file, and tells such names apart', () => {
    const [left, right] = ['a', 'b'].map((end) => pathSegment(`${'x'.repeat(252)}${end}`, '.yaml'))
    expect(left).toHaveLength(255)
    expect(left).toMatch(/^x+-[0-9a-f]{16}\.yaml$/)
    expect(left).not.toBe(right)
    expect(pathSegment('x'.repeat(250), '.yaml')).toBe(`${'x'.repeat(250)}.yaml`)
  })

  it('is always one segment that every file system takes, another one for every name', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.string({ unit: 'grapheme', minLength: 1 }),
        (left, right) => {
          const segment = pathSegment(left)
          expect(segment).toMatch(/^[-A-Za-z0-9._%]{1,255}$/)
          expect(segment).not.toMatch(/^\.+$|\.$/)
          if (left !== right) expect(pathSegment(right)).not.toBe(segment)
        },
      ),
    )
  })
})
