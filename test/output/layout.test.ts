import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  agentFilePath,
  currentPath,
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

describe('the path that an earlier release gave', () => {
  it.each([
    ['clusters/east/shop/configmaps/cloudbuild.yaml', 'clusters/east/shop/configmaps/%63loudbuild.yaml'],
    ['clusters/east.zip/_cluster/namespaces/shop.yaml', 'clusters/east%2Ezip/_cluster/namespaces/shop.yaml'],
    ['clusters/east/_cluster/clusterroles/a%3Ab.yaml', 'clusters/east/_cluster/clusterroles/a%3Ab.yaml'],
    ['clusters/east/hydrator.metadata', 'clusters/east/hydrator.metadata'],
    ['.gitattributes', '.gitattributes'],
    ['clusters/east/shop/configmaps/100%-x.yaml', 'clusters/east/shop/configmaps/100%-x.yaml'],
  ])('%s is now %s', (path, current) => expect(currentPath(path)).toBe(current))

  it('is the same where this release gave it', () => {
    fc.assert(
      fc.property(name, name, name, fc.nat(20), (cluster, type, object, length) => {
        const path = inCluster(
          cluster,
          objectPath({ namespace: undefined, type, name: object.repeat(1 + length) }),
        )
        expect(currentPath(path)).toBe(path)
      }),
    )
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
