import { expect, test } from 'vitest'
import { waysFrom } from '../../../../renderer/features/findings/ways'
import { hrefOf } from '../../../../renderer/app/route'

const waysOf = (finding: Parameters<typeof waysFrom>[1]): string[] => waysFrom('a', finding).map(({ says, route }) => `${says} ${hrefOf(route)}`)

test.each([
  ['served units', { code: 'queue-dangling-visible', subject: {}, mendedBy: { kind: 'dangling' } }, ['smallest-fix #/s/a/free-space?cut=dangling', 'next-start #/s/a/next-start']],
  ['strays', { code: 'tiered-stray', subject: {}, mendedBy: { kind: 'repair', code: 'tiered-stray', place: 'orders/3' } }, ['mend #/s/a/free-space?cut=repair&repair=tiered-stray&place=orders%2F3']],
  ['a hole in the log', { code: 'commitlog-hole', subject: {}, mendedBy: { kind: 'repair', code: 'commitlog-hole' } }, ['give-up-older #/s/a/free-space?cut=repair&repair=commitlog-hole']],
  ['a segment of another size', { code: 'commitlog-wrong-size', subject: {}, mendedBy: { kind: 'repair', code: 'commitlog-wrong-size' } }, ['give-up-older #/s/a/free-space?cut=repair&repair=commitlog-wrong-size', 'next-start #/s/a/next-start']],
  ['a torn end', { code: 'log-end-cut', subject: {} }, ['next-start #/s/a/next-start']],
  ['abort', { code: 'abort-present', subject: {} }, ['in-use #/s/a/in-use']],
  ['a group beyond its queue', { code: 'offset-beyond-max', subject: { group: 'GID a' } }, ['groups #/s/a/groups?text=GID+a']],
  ['what nothing mends', { code: 'queue-unit-invalid', subject: {} }, []],
] as const)('%s leads on', (_, finding, ways) => expect(waysOf(finding)).toEqual(ways))
