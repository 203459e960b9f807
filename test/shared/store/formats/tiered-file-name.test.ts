import { describe, expect, test } from 'vitest'
import { clusterDirectoryName, parseClusterDirectoryName, parseTieredFileName, tieredFileName } from '../../../../shared/store/formats/tiered-file-name'

describe('a tiered file', () => {
  test.each([
    [0, 'cfcd208400000000000000000000'],
    [1_073_741_824, '952eb02900000000001073741824'],
    [104_857_600, '40d473e300000000000104857600'],
  ])('with base offset %d is named %s', (base, name) => {
    expect(tieredFileName(base)).toBe(name)
    expect(parseTieredFileName(name)).toEqual({ baseOffset: base, hashMatches: true })
  })

  test('with the digits of another offset in front is seen as such', () => {
    expect(parseTieredFileName('cfcd208400000000000000002000')).toEqual({ baseOffset: 2000, hashMatches: false })
  })

  test.each(['00000000000000000000', 'cfcd208400000000000000000000.tmp', 'CFCD208400000000000000000000', 'cfcd2084-0000000000000000000', ''])(
    'is never named "%s"',
    name => expect(parseTieredFileName(name)).toBeUndefined(),
  )
})

describe('a cluster’s folder', () => {
  test('is named after the cluster and the digest of its name', () => {
    expect(clusterDirectoryName('DefaultCluster')).toBe('212d6b50_DefaultCluster')
    expect(parseClusterDirectoryName('212d6b50_DefaultCluster')).toBe('DefaultCluster')
  })

  test.each(['212d6b50_OtherCluster', '212d6b50_', 'DefaultCluster', ''])('is never named "%s"', name => expect(parseClusterDirectoryName(name)).toBeUndefined())
})
