import { configure } from '@testing-library/react'

// A busy machine takes its time to draw; only what never appears should fail.
configure({ asyncUtilTimeout: 20_000 })
