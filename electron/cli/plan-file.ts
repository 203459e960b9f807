import { closeSync, fsyncSync, openSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { CallError } from '../../shared/contract/client'
import { planDocument, type PlanDocument } from '../../shared/contract/documents'
import { failureOf } from '../host/failure'
import { refusal, usageError } from './usage-error'

/** Plans of the largest stores name a few hundred thousand files. */
const maxPlanBytes = 512 * 2 ** 20
/** Each takes some 450 bytes, and 1 KiB with the longest names. */
const maxSteps = 500_000

/**
 * Writes a plan for its owner's eyes only (0600), all of it or nothing. Never into the store: a foreign file in a segment directory keeps the
 * broker from starting.
 *
 * @returns the absolute path
 * @throws CallError
 */
export function writePlanFile(plan: PlanDocument, path: string, workingDirectory: string): string {
  const target = resolve(workingDirectory, path)
  const directory = attempt(`write the plan to ${target}`, dirname(target), () => realpathSync(dirname(target)))
  const { root, tieredRoot, commitLogDirectories } = plan.store
  const inside = [root, ...(tieredRoot === null ? [] : [tieredRoot]), ...commitLogDirectories].find(
    stored => directory === stored || directory.startsWith(stored.endsWith(sep) ? stored : stored + sep),
  )
  if (inside !== undefined) throw usageError('plan-inside-store', `${target} lies in the store ${inside}; a plan is written elsewhere, for a foreign file can keep the broker from starting`)

  const content = Buffer.from(textOf(plan))
  const temporary = join(directory, `.${basename(target)}.${process.pid}.tmp`)
  attempt(`write the plan to ${target}`, target, () => {
    const file = openSync(temporary, 'wx', 0o600)
    try {
      for (let written = 0; written < content.length; ) written += writeSync(file, content, written)
      fsyncSync(file)
      closeSync(file)
      renameSync(temporary, target)
    } catch (error) {
      rmSync(temporary, { force: true })
      throw error
    }
  })
  return target
}

/** @throws CallError for a plan of more steps than can be read again */
function textOf(plan: PlanDocument): string {
  if (plan.steps.length > maxSteps) throw refusal('plan-too-large', `the plan has ${plan.steps.length} steps; a file holds at most ${maxSteps}. Choose an earlier cut, and another one behind it`)
  return `${JSON.stringify(plan, null, 2)}\n`
}

/** @throws CallError: a failure when the file cannot be read, a refusal when it holds no plan */
export function readPlanFile(path: string, workingDirectory: string): PlanDocument {
  const target = resolve(workingDirectory, path)
  const text = attempt(`read the plan ${target}`, target, () => {
    const size = statSync(target, { throwIfNoEntry: false })?.size
    if (size === undefined) throw refusal('not-found', `${target} does not exist; "plan --out" writes a plan`, target)
    if (size > maxPlanBytes) throw refusal('plan-unreadable', `${target} has ${size} bytes; a plan has at most ${maxPlanBytes}`, target)
    return readFileSync(target, 'utf8')
  })
  const parsed = planDocument.safeParse(parseJson(text, target))
  if (!parsed.success) throw refusal('plan-unreadable', `${target} is no plan of the schema plan/1; "plan --out" writes one`, target)
  return parsed.data
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw refusal('plan-unreadable', `${path} is not JSON, or only a part of it: ${cause instanceof Error ? cause.message : String(cause)}`, path)
  }
}

function attempt<T>(what: string, path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof CallError) throw error
    throw failureOf(error, what, path)
  }
}
