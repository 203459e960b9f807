import { resolve } from 'node:path'

/**
 * The directory that a command line names, if any: its first argument that is not an option. Chromium adds options of its own.
 * @param isPackaged the packaged program has no script as its first argument
 */
export function directoryArgument(argv: readonly string[], isPackaged: boolean, workingDirectory: string): string | undefined {
  const named = argv.slice(isPackaged ? 1 : 2).find(argument => argument !== '' && !argument.startsWith('-'))
  return named === undefined ? undefined : resolve(workingDirectory, named)
}
