import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { fakeStore } from '../fake-stores'
import { renderApp } from '../render-app'

test('a deep check is told in bytes, paused, gone on with and stopped from the job bar', async () => {
  const paused: boolean[] = []
  const stopped: string[] = []
  const { user } = renderApp(
    {
      ...fakeStore('broken'),
      pauseDeepCheck: input => (paused.push(input.paused), { running: true }),
      deepCheck: async (_, { progress, signal }) => {
        const report = setInterval(() => progress('deep-check', 3_000_000_000, 12_000_000_000), 50)
        await new Promise(resolve => signal.addEventListener('abort', resolve, { once: true }))
        clearInterval(report)
        stopped.push('deepCheck')
        throw new DOMException('stopped', 'AbortError')
      },
    },
    '#/s/broken/findings',
  )
  await user.click(await screen.findByText('Deep check'))
  await waitFor(() => expect(document.querySelector('footer')?.textContent).toMatch(/25(?:\.0)?\s?% · 3(?:\.0+)? GB.*12(?:\.0)? GB/))
  await user.click(screen.getByTitle('Pause'))
  expect(await screen.findByText('paused')).toBeTruthy()
  await user.click(screen.getByTitle('Go on'))
  await waitFor(() => expect(screen.queryByText('paused')).toBeNull())
  expect(paused).toEqual([true, false])
  await user.click(screen.getByTitle('Cancel'))
  await waitFor(() => expect(stopped).toEqual(['deepCheck']))
})
