#!/usr/bin/env node
import { behindTheShell } from './behind'
import { processShell } from './process-shell'
import { run } from './run'

const shell = processShell(process)
process.exitCode = await run(process.argv.slice(2), shell, behindTheShell(shell.err))
