import { join, type StoreFiles } from '../bytes/store-files'

/** Folders below `directory`, links to folders excluded; nothing when it cannot be read. */
export const childDirectories = (files: StoreFiles, directory: string): string[] =>
  listOrNothing(files, directory)
    .filter(({ kind }) => kind === 'directory')
    .map(({ name }) => join(directory, name))

/** Entries of a folder; none when it cannot be listed. */
export function listOrNothing(files: StoreFiles, directory: string): ReturnType<StoreFiles['list']> & object {
  try {
    return files.list(directory) ?? []
  } catch {
    return []
  }
}

/** Resolves a path of broker.conf: relative ones count from the folder of the file, the nearest to the broker's working directory. */
export function resolveFrom(directory: string, path: string): string {
  if (path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path)) return path
  const parts = directory.split('/')
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}
