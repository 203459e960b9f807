import '../../../renderer/styles/global.css'
import { createRoot } from 'react-dom/client'
import { App } from '../../../renderer/app/app'
import { fakeService } from '../fake-client'
import { fakeStore, type FakeStoreName } from '../fake-stores'

/** The screens over a hand-made store: `?fake=small|broken|huge`. Never part of the product. */
const name = (new URLSearchParams(window.location.search).get('fake') ?? 'broken') as FakeStoreName
const root = document.getElementById('root')
if (root) createRoot(root).render(<App bridge={fakeService(fakeStore(name)).bridge} />)
