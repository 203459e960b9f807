import { cleanup, render } from '@testing-library/react'
import { userEvent, type UserEvent } from '@testing-library/user-event'
import { App } from '../../renderer/app/app'
import type { Handlers } from '../../shared/contract/contract'
import type { Lang } from '../../shared/contract/schemas'
import { fakeService, type FakeService } from './fake-client'

/** What this document pretends to measure: without a layout engine everything is 0 px and virtual lists are empty. */
const pretendedHeight = 700
Object.defineProperties(HTMLElement.prototype, {
  offsetHeight: { configurable: true, get: () => pretendedHeight },
  clientHeight: { configurable: true, get: () => pretendedHeight },
})

export interface OpenedApp extends FakeService {
  readonly user: UserEvent
}

/** The whole window at a place, over a service of hand-written answers. Closes the one before. */
export function renderApp(handlers: Partial<Handlers>, hash = '#/', lang: Lang = 'en'): OpenedApp {
  cleanup()
  localStorage.setItem('store-inspector.lang', lang)
  localStorage.setItem('store-inspector.scheme', 'light')
  window.location.hash = hash
  const user = userEvent.setup()
  const service = fakeService(handlers)
  render(<App bridge={service.bridge} />)
  return { ...service, user }
}
