import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryDirectory } from '../helpers/temporary-directory'
import { startBrokerOn } from './broker'
import { expectEffects, expectForetold } from './foretold'
import { describeBroker } from './java-and-maven'
import { storeInspector, writeSample } from './store-inspector'

/** Our builders write what a broker can read: it takes the sample for its own, dangling units and all. */
describeBroker('a broker started on the sample store', () => {
  test('has, serves and continues what was foretold of it as written', async () => {
    const directory = sample()
    const picture = storeInspector(directory).inspect()
    expectForetold(await startBrokerOn(directory, '5.4.0', { read: true, append: true }), picture)
  })

  test('has, serves and continues what was foretold once what dangles is set aside', async () => {
    const directory = sample()
    const inspector = storeInspector(directory)
    const plan = inspector.plan(['--dangling'])
    expect(plan.blockers).toEqual([])
    expect(plan.steps.map(({ kind }) => kind)).toContain('consume-queue')
    expect(inspector.apply()).toMatchObject({ document: { stepsDone: plan.steps.length } })
    const mended = inspector.inspect()
    expectEffects(plan, mended)
    expectForetold(await startBrokerOn(directory, '5.4.0', { read: true, append: true }), mended)
  })
})

function sample(): string {
  const directory = join(temporaryDirectory(), 'sample')
  writeSample(directory)
  return directory
}
