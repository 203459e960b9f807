import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { MantineProvider } from '@mantine/core'
import { beforeEach, expect, test } from 'vitest'
import type { MessageDocument } from '../../../shared/contract/messages'
import { PreferencesProvider } from '../../../renderer/app/preferences'
import { ClientProvider } from '../../../renderer/api/client-context'
import { BodyView } from '../../../renderer/ui/body-view'
import { fakeService } from '../fake-client'

type Body = NonNullable<MessageDocument['body']>
const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const picture = (changes: Partial<Body> = {}): Body => ({ state: 'shown', sizeBytes: atob(onePixel).length, kind: 'image', mediaType: 'image/png', text: null, base64: onePixel, ...changes })

function show(body: Body): void {
  cleanup()
  render(
    <MantineProvider>
      <ClientProvider bridge={fakeService({}).bridge}>
        <PreferencesProvider>
          <BodyView body={body} />
        </PreferencesProvider>
      </ClientProvider>
    </MantineProvider>,
  )
}

beforeEach(() => localStorage.setItem('store-inspector.lang', 'en'))

test('a picture is its bytes until it is asked for', () => {
  show(picture())
  expect(screen.queryByRole('img')).toBeNull()
  fireEvent.click(screen.getByRole('radio', { name: 'Picture' }))
  expect(screen.getByRole('img', { name: 'Body, picture' }).getAttribute('src')).toBe(`data:image/png;base64,${onePixel}`)
})

test('a picture of which only the beginning is here is bytes alone', () => {
  show(picture({ state: 'cut', sizeBytes: 1_000_000 }))
  expect(screen.queryByRole('radio', { name: 'Picture' })).toBeNull()
})
