import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  agentFilePath,
  dnsEndpointPath,
  inCluster,
  inDNS,
  isObjectPath,
  nameOfSegment,
  objectAt,
  objectPath,
  readOutputPath,
} from '../../src/output/layout.ts'

const name = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 30 })
  .filter((each) => !/\p{Cs}/u.test(each))

describe('the path of an object', () => {
  it('says which cluster, namespace, type and object it is', () => {
    fc.assert(
      fc.property(
        name,
        fc.option(name, { nil: undefined }),
        name,
        name,
        (cluster, namespace, type, object) => {
          const path = inCluster(cluster, objectPath({ namespace, type, name: object }))
          const { below, folder, ...read } = readOutputPath(path)
          expect(
            [read.cluster, read.namespace, read.type, read.name].map((each) => each && nameOfSegment(each)),
          ).toStrictEqual([cluster, namespace, type, object])
          expect([folder, below]).toStrictEqual([
            inCluster(cluster),
            objectPath({ namespace, type, name: object }),
          ])
          expect(isObjectPath(path)).toBe(true)
        },
      ),
    )
  })

  it('is that of no object with a namespace where the object has none', () => {
    expect(objectPath({ namespace: undefined, type: 'namespaces', name: 'shop' })).toBe(
      '_cluster/namespaces/shop.yaml',
    )
    expect(objectAt('clusters/east/_cluster/namespaces/shop.yaml')).toBe('namespaces shop')
    expect(objectAt('clusters/east/shop/configmaps/a.yaml')).toBe('configmaps shop/a')
  })
})

describe('the path of a DNSEndpoint', () => {
  it('says which namespace and name it has', () => {
    expect(readOutputPath(inDNS(dnsEndpointPath('shop', 'web')))).toStrictEqual({
      folder: 'dns',
      below: 'shop/web.yaml',
      namespace: 'shop',
      name: 'web',
    })
  })
})

describe('any other path', () => {
  it.each([
    ['.gitattributes', ''],
    ['clusters/east', 'clusters'],
    ['clusters/east/hydrator.metadata', 'clusters/east'],
    ['clusters/east/shop/configmaps/a.yml', 'clusters/east'],
    ['clusters/east/shop/configmaps/more/a.yaml', 'clusters/east'],
    ['dns/a.yaml', 'dns'],
    [`argocd/${agentFilePath(['applicationsets'], 'fleet')}`, 'argocd'],
  ])('%s is no object, and counts in the folder %j', (path, folder) => {
    expect(readOutputPath(path).folder).toBe(folder)
    expect(isObjectPath(path)).toBe(false)
  })
})
