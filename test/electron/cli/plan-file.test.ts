import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writePlanFile } from '../../../electron/cli/plan-file'
import type { PlanDocument } from '../../../shared/contract/documents'
import { temporaryDirectory } from '../../helpers/temporary-directory'

test('a plan of more steps than a file can hold is refused, and nothing is written', () => {
  const directory = temporaryDirectory()
  const store = { root: '/data/store', tieredRoot: null, commitLogDirectories: [] }
  const plan = { store, steps: Array.from({ length: 500_001 }) } as unknown as PlanDocument
  expect(() => writePlanFile(plan, join(directory, 'plan.json'), directory)).toThrow(expect.objectContaining({ error: { kind: 'refusal', code: 'plan-too-large', message: expect.stringContaining('500001 steps') as string } }) as Error)
  expect(readdirSync(directory)).toEqual([])
})
