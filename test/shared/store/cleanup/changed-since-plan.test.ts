import { describe, expect, test } from 'vitest'
import { executePlan } from '../../../../shared/store/cleanup/execute'
import type { StepKind } from '../../../../shared/store/cleanup/plan'
import { sourceOf } from '../../../../shared/store/cleanup/quarantine'
import { recover } from '../../../../shared/store/cleanup/recover'
import { Refusal } from '../../../../shared/store/errors'
import { environmentOf, queueFile, ROOT, segment, smallPlan, smallStore, stopped } from '../../../helpers/cleanup-fixture'
import type { MemoryFiles } from '../../../helpers/memory-files'

const changes: Readonly<Record<string, { readonly make: (files: MemoryFiles) => void; readonly path: string; readonly change: string }>> = {
  'has grown': { make: files => files.touch(segment(300), 'more messages'.padEnd(150)), path: segment(300), change: 'size' },
  'was written in place': { make: files => files.touch(queueFile(0, 80)), path: queueFile(0, 80), change: 'modified-time' },
  'was replaced by a copy of the same size and time': {
    make: files => files.put(`${ROOT}/checkpoint`, files.text(`${ROOT}/checkpoint`), BigInt(files.stat(`${ROOT}/checkpoint`)!.modifiedTimeNs)),
    path: `${ROOT}/checkpoint`,
    change: 'inode',
  },
  'has come': { make: files => void files.put(segment(400), 'a new segment'), path: segment(400), change: 'new' },
  'has gone': { make: files => files.remove(`${ROOT}/lock`), path: `${ROOT}/lock`, change: 'gone' },
}

const stages: readonly StepKind[] = ['tiered-metadata', 'tiered-consume-queue', 'tiered-commitlog', 'consume-queue', 'index', 'commitlog']

describe.each(stages)('before the stage %s', stage => {
  test.each(Object.keys(changes))('a file that %s stops the run, is named, and nothing of the stage is done', name => {
    const files = smallStore()
    const plan = smallPlan(files)
    const { make, path, change } = changes[name]!
    let asked = 0
    const liveness = () => {
      // Asked once before the journal is begun, then before each stage.
      if (asked === stages.indexOf(stage) + 1) make(files)
      asked += 1
      return stopped
    }
    const ofStage = plan.steps.filter(({ kind }) => kind === stage).map(sourceOf)
    const before = ofStage.map(source => files.tree()[source])
    const refusal = thrownBy(() => executePlan(plan, environmentOf(files, { liveness })))
    expect(refusal).toMatchObject({ code: 'changed-since-plan', details: { path, blockers: [{ path, facts: { change } }] } })
    expect(ofStage.map(source => files.tree()[source])).toEqual(before)
    expect(recover(ROOT, environmentOf(files))).toMatchObject({ state: 'rolled-back' })
  })
})

test.each(['set aside', 'removed at once'])('a file that changes after its stage was looked at is not %s', how => {
  const files = smallStore()
  const plan = smallPlan(files, ['local'])
  const doomed = segment(100)
  files.interference = {
    before: (call, _, path) => {
      if ((call === 'rename' || call === 'remove') && path === segment(0)) files.touch(doomed, 'written at the last moment')
    },
  }
  const options = { assumeStopped: false, tool: 'test', removeAtOnce: how === 'removed at once' }
  expect(thrownBy(() => executePlan(plan, environmentOf(files, { options })))).toMatchObject({ code: 'changed-since-plan', details: { path: doomed } })
  expect(files.text(doomed)).toBe('written at the last moment')
})

function thrownBy(act: () => unknown): Refusal {
  try {
    act()
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal)
    return error as Refusal
  }
  throw new Error('nothing was refused')
}
