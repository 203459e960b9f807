import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { Failure } from '../../../../shared/store/errors'
import { fakeStore } from '../../fake-stores'
import { renderApp } from '../../render-app'

test('a damaged store is one sentence, a map and its worst findings', async () => {
  renderApp(fakeStore('broken'), '#/s/broken/overview')
  expect(await screen.findByRole('heading', { level: 1, name: 'Starts, but serves deleted messages and cuts the last 1,204 units' })).toBeTruthy()
  expect(await screen.findByRole('application', { name: 'Segment map' })).toBeTruthy()
  expect(screen.getByText('1 serious')).toBeTruthy()
  expect(screen.getByText(/85 files point only at what is gone: 510 MB/)).toBeTruthy()
})

test('a healthy store says that nothing is wrong', async () => {
  renderApp(fakeStore('small'), '#/s/small/overview')
  expect(await screen.findByRole('heading', { level: 1, name: 'Nothing is wrong' })).toBeTruthy()
  expect(screen.queryByRole('link', { name: 'How to fix' })).toBeNull()
})

test('a hole outranks deleted messages in the headline', async () => {
  renderApp(fakeStore('huge'), '#/s/huge/overview')
  expect(await screen.findByRole('heading', { level: 1, name: /Segments are missing in the middle/ })).toBeTruthy()
})

test('the same store speaks Chinese', async () => {
  renderApp(fakeStore('broken'), '#/s/broken/overview', 'zh')
  expect(await screen.findByRole('heading', { level: 1, name: '能启动，但会返回已删除的消息，并截断最后 1,204 个单元' })).toBeTruthy()
})

test('the map can be read as tables', async () => {
  const { user } = renderApp(fakeStore('broken'), '#/s/broken/overview')
  await user.click(await screen.findByRole('button', { name: 'Show as tables' }))
  const topics = await screen.findByRole('table', { name: 'Topics' })
  expect(within(topics).getByRole('row', { name: /user-behavior-log/ }).textContent).toContain('4,680,000')
})

test('a failed overview names what failed and can be tried again', async () => {
  let attempts = 0
  const working = fakeStore('small')
  const { user } = renderApp(
    {
      ...working,
      overview: (...given) => {
        attempts += 1
        if (attempts === 1) throw new Failure('EIO', 'the disk did not answer', '/data/small/store')
        return working.overview!(...given)
      },
    },
    '#/s/small/overview',
  )
  expect((await screen.findByRole('alert')).textContent).toBe('the disk did not answer')
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByRole('heading', { level: 1, name: 'Nothing is wrong' })).toBeTruthy()
})

test('a broker that holds the store is told about above everything', async () => {
  const working = fakeStore('small')
  renderApp(
    {
      ...working,
      overview: (...given) => {
        const overview = working.overview!(...given) as Awaited<ReturnType<NonNullable<typeof working.overview>>>
        return { ...overview, store: { ...overview.store, inUse: { state: 'in-use', reasons: [{ code: 'lock-held', pid: 4242 }], abort: true } } }
      },
    },
    '#/s/small/overview',
  )
  expect(await screen.findByText('By a broker, pid 4242')).toBeTruthy()
  expect(screen.getByRole('note').textContent).toMatch(/nothing can be set aside until it has stopped/)
})
