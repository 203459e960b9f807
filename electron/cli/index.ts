#!/usr/bin/env node
import packageFile from '../../package.json'
import { behindTheShell } from './behind'
import { exit } from './exit-codes'
import { processShell } from './process-shell'
import { run } from './run'

const shell = processShell(process)
const [major = 0] = process.versions.node.split('.').map(Number)

if (major < 22) {
  shell.err(`this needs Node ${packageFile.engines.node}, and this is ${process.versions.node}; "npm run cli" uses the one that the project brings\n`)
  process.exitCode = exit.failed
} else {
  process.exitCode = await run(process.argv.slice(2), shell, behindTheShell(shell.err))
}
