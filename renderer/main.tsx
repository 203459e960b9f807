// First: the screens' own styles must come after those of the UI kit.
import './styles/global.css'
import { createRoot } from 'react-dom/client'
import { connectToService } from './api/connect'
import { App } from './app/app'

const root = document.getElementById('root')
if (!root) throw new Error('broken invariant: index.html has no #root')
createRoot(root).render(<App bridge={connectToService()} />)
