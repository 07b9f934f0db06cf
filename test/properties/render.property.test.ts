import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatText } from '../../src/diagnostics/format/text.ts'
import { locateDiagnostics } from '../../src/diagnostics/located-diagnostic.ts'
import { equalJson } from '../../src/json/equal.ts'
import { isObject } from '../../src/json/own.ts'
import type { JsonObject } from '../../src/model/json.ts'
import type { SourceFile } from '../../src/model/source-file.ts'
import { targetPath } from '../../src/output/layout.ts'
import { readDocument } from '../../src/yaml/read/read-document.ts'
import { compileFrozen, compileObjects, type Compilation } from '../helpers/compile-frozen.ts'
import { fleetObjects } from '../helpers/fleet-arbitrary.ts'
import { documents } from '../helpers/kubefed-objects.ts'

/** Everything that a user sees. */
function seen({ tree, diagnostics }: Compilation): readonly unknown[] {
  return [tree.files, tree.held, tree.scope, formatText(locateDiagnostics(diagnostics), false)]
}

function textsOf({ tree }: Compilation): ReadonlyMap<string, string> {
  return new Map(tree.files.map(({ path, text }) => [path, text]))
}

function identityOf({ apiVersion, kind, metadata }: JsonObject): string {
  return JSON.stringify([apiVersion, kind, isObject(metadata) && [metadata['namespace'], metadata['name']]])
}

/** Without objects that are declared twice: which of two counts depends, as reported, on their order. */
const distinctObjects = fleetObjects.map((objects) => [
  ...new Map(objects.map((each) => [identityOf(each), each])).values(),
])

describe('rendering', () => {
  it('answers the same twice, and writes to no input', () => {
    fc.assert(
      fc.property(fleetObjects, (objects) => {
        expect(seen(compileObjects(objects))).toStrictEqual(seen(compileObjects(objects)))
      }),
    )
  })

  it('does not depend on the order in which files come', () => {
    const shuffled = fleetObjects.chain((objects) => {
      const files = objects.map((each, index): SourceFile => ({
        path: `${index}.yaml`,
        text: documents(each),
      }))
      return fc.tuple(fc.constant(files), fc.shuffledSubarray(files, { minLength: files.length }))
    })
    fc.assert(
      fc.property(shuffled, ([files, others]) => {
        expect(seen(compileFrozen(others))).toStrictEqual(seen(compileFrozen(files)))
      }),
    )
  })

  it('does not depend on the order of documents, nor on how they are spread over files', () => {
    const shuffled = distinctObjects.chain((objects) =>
      fc.tuple(fc.constant(objects), fc.shuffledSubarray(objects, { minLength: objects.length })),
    )
    fc.assert(
      fc.property(shuffled, ([objects, others]) => {
        const spread = others.map((each, index) => ({
          path: `d/${index % 3}/${index}.yaml`,
          text: documents(each),
        }))
        const [one, other, apart] = [compileObjects(objects), compileObjects(others), compileFrozen(spread)]
        expect(other.tree).toStrictEqual(one.tree)
        expect(apart.tree).toStrictEqual(one.tree)
        expect([...other.codes].sort()).toStrictEqual([...one.codes].sort())
      }),
    )
  })

  it('writes files sorted by path, each path once, each below a cluster of the inventory', () => {
    fc.assert(
      fc.property(fleetObjects, (objects) => {
        const { tree, federation } = compileObjects(objects)
        const paths = tree.files.map((each) => each.path)
        const distinct = [...new Set(paths)].sort()
        const collided = compileObjects(objects).codes.includes('output-path-collision')
        if (!collided) expect(paths).toStrictEqual(distinct)
        const roots = federation.clusters.map((each) => `clusters/${each.name}/`)
        expect(paths.slice(1).filter((path) => !roots.some((root) => path.startsWith(root)))).toStrictEqual(
          [],
        )
      }),
    )
  })

  it('writes of every variant what reads back as its object, labelled as managed', () => {
    fc.assert(
      fc.property(fleetObjects, (objects) => {
        const compilation = compileObjects(objects)
        const texts = textsOf(compilation)
        for (const { federatedObject, variants } of compilation.plan.objects) {
          for (const { object, clusters } of variants) {
            expect(object).toMatchObject({ metadata: { labels: { 'kubefed.io/managed': 'true' } } })
            for (const cluster of clusters) {
              const text = texts.get(`clusters/${cluster}/${targetPath(federatedObject)}`) ?? ''
              expect(equalJson(readDocument(text).value ?? null, object), text).toBe(true)
            }
          }
        }
      }),
    )
  })

  it('puts every place of a diagnostic inside its file', () => {
    fc.assert(
      fc.property(fleetObjects, (objects) => {
        for (const { location, related } of locateDiagnostics(compileObjects(objects).diagnostics)) {
          for (const place of [...(location ? [location] : []), ...related.map((each) => each.location)]) {
            expect(place.start).toBeGreaterThanOrEqual(0)
            expect(place.end).toBeGreaterThanOrEqual(place.start)
            expect(place.end).toBeLessThanOrEqual(place.file.text.length)
            expect(place.file.text.split('\n').length).toBeGreaterThanOrEqual(place.endLine)
          }
        }
      }),
    )
  })
})
