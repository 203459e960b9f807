import { appendFileSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** What a repair mends, done by hand to a copy of a real store. */
export const harms = {
  'a middle segment is gone': directory => rmSync(middleOf(segmentsOf(directory))),
  'a middle segment is shorter': directory => truncateSync(middleOf(segmentsOf(directory)), 1000),
  'a note lies among the segments': directory => writeFileSync(join(directory, 'store/commitlog/note.txt'), 'do not delete'),
  'topics.json is torn': directory => truncateSync(join(directory, 'store/config/topics.json'), 40),
  'the tiered metadata is torn': directory => truncateSync(join(directory, 'store/config/tieredStoreMetadata.json'), 40),
  'the longest tiered log lost a middle file': directory => rmSync(middleOf(longestOf(directory, 'COMMIT_LOG'))),
  'the longest tiered log has a middle file that is shorter': directory => {
    const file = middleOf(longestOf(directory, 'COMMIT_LOG'))
    truncateSync(file, statSync(file).size - 100)
  },
  'the longest tiered log lost a middle file and its row': directory => {
    const file = middleOf(longestOf(directory, 'COMMIT_LOG'))
    rmSync(file)
    removeRow(directory, file)
  },
  'every tiered queue ends in half a unit': directory => {
    for (const files of flatFiles(directory, 'CONSUME_QUEUE')) appendFileSync(files.at(-1) ?? '', Uint8Array.of(0, 0, 0, 0, 0, 1, 2))
  },
} as const satisfies Record<string, (directory: string) => void>
export type Harm = keyof typeof harms

const filesIn = (directory: string): string[] => readdirSync(directory).sort().map(name => join(directory, name))
const segmentsOf = (directory: string): string[] => filesIn(join(directory, 'store/commitlog'))
const middleOf = (files: readonly string[]): string => files[Math.floor(files.length / 2)] ?? ''

/** The files of each tiered queue in the order of their base offsets, which their names end with. */
function flatFiles(directory: string, type: 'COMMIT_LOG' | 'CONSUME_QUEUE'): string[][] {
  const folders = readdirSync(join(directory, 'tiered'), { recursive: true, withFileTypes: true }).filter(entry => entry.isDirectory() && entry.name === type)
  return folders.map(({ parentPath }) => filesIn(join(parentPath, type)).sort((a, b) => (a.slice(-20) < b.slice(-20) ? -1 : 1))).filter(files => files.length > 0)
}

const longestOf = (directory: string, type: 'COMMIT_LOG'): string[] => flatFiles(directory, type).reduce((longest, files) => (files.length > longest.length ? files : longest), [])

/** Takes the row of a tiered commitlog file out of the metadata, as if it had never been there. */
function removeRow(directory: string, file: string): void {
  const path = join(directory, 'store/config/tieredStoreMetadata.json')
  const text = readFileSync(path, 'utf8')
  // {cluster}/{broker}/{topic}/{queue}/COMMIT_LOG/{name}
  const queue = relative(join(directory, 'tiered'), file).split('/').slice(1, 4).join('/')
  const table = text.indexOf(`"${queue}":{`, text.indexOf('"commitLogFileSegmentTable"'))
  const row = new RegExp(`,\\s*${Number(file.slice(-20))}:\\{[^}]*\\}`)
  const without = text.slice(table).replace(row, '')
  if (table === -1 || without.length === text.length - table) throw new Error(`no row of ${file} in ${path}`)
  writeFileSync(path, text.slice(0, table) + without)
}
