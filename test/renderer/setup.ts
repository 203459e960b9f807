import { cleanup, configure } from '@testing-library/react'
import { afterAll } from 'vitest'

// A busy machine takes its time to draw; only what never appears should fail.
configure({ asyncUtilTimeout: 20_000 })

// What is still on the screen has timers that must not outlive its document.
afterAll(cleanup)
