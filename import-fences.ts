import type { OxlintOverride } from 'oxlint'

/**
 * Who may import whom, as `no-restricted-imports` rules (see ARCHITECTURE.md). The compiler enforces the platform half
 * of it: `shared/store` is compiled without the types of Node and of the DOM.
 */

interface Fence {
  readonly files: readonly string[]
  readonly forbid: readonly Forbidden[]
}

interface Forbidden {
  /** Matches the module as it is written in the import. Rust's syntax: no look-ahead. */
  readonly regex: string
  readonly message: string
}

const packages: Forbidden = {
  regex: '^[^.]',
  message: 'The core imports nothing but itself: bytes come through ByteSource, names through StoreFiles, changes go through CleanupFiles.',
}
const outOfStore: Forbidden = {
  regex: '^(\\.\\./)+(contract|words|electron|renderer)(/|$)',
  message: 'shared/store knows no one: words are made in shared/words, wire forms in shared/contract.',
}
const electron: Forbidden = {
  regex: '^electron(/|$)',
  message: "Only electron/main and electron/preload import 'electron'; what they share with other doors is an argument of createService.",
}
const nodeSide: Forbidden = {
  regex: '^node:|^(\\.\\./)+electron(/|$)',
  message: 'The renderer reaches the service through shared/contract/client only.',
}

/** The flow of the data; a stage imports itself and the ones above it. */
const stages = ['bytes', 'formats', 'readers', 'snapshot', 'checks', 'forecast', 'cleanup'] as const

/** A branch of the flow: from the picture of a store to single messages, which nothing else needs. */
const messages = 'messages'

/** A branch too: the deep check reads what the picture left unread, and adds to its findings. */
const deep = 'deep'

const below = (stage: (typeof stages)[number]): readonly Forbidden[] => {
  const later = [...stages.slice(stages.indexOf(stage) + 1), messages, deep, compare, retention]
  return [{ regex: `^(\\.\\./)+(${later.join('|')})(/|$)`, message: `shared/store/${stage} comes before ${later.join(', ')} in the flow: take the value as an argument.` }]
}

/** And a third: two pictures held against each other. */
const compare = 'compare'

/** And a fourth: how long the broker keeps what the picture shows. */
const retention = 'retention'

/** A door, or a part of one, and the other parts it must not know. */
const without = (folders: readonly string[], message: string): Forbidden => ({ regex: `^(\\.\\./)+(${folders.join('|')})(/|$)`, message })

const fences: readonly Fence[] = [
  { files: ['shared/store/*.ts'], forbid: [packages, outOfStore] },
  ...stages.map(stage => ({ files: [`shared/store/${stage}/**`], forbid: [packages, outOfStore, ...below(stage)] })),
  { files: [`shared/store/${messages}/**`], forbid: [packages, outOfStore, without(['checks', 'cleanup', deep], 'A message is read and found by the picture of its store; what is wrong with that is said elsewhere.')] },
  { files: [`shared/store/${deep}/**`], forbid: [packages, outOfStore, without(['cleanup', messages], 'A deep check is made of findings: what is done about them is planned elsewhere.')] },
  { files: [`shared/store/${compare}/**`], forbid: [packages, outOfStore, without(['checks', 'cleanup', deep, messages], 'Two pictures are compared as they are; what is wrong with each is said elsewhere.')] },
  { files: [`shared/store/${retention}/**`], forbid: [packages, outOfStore, without(['checks', 'cleanup', deep, messages, compare], 'Retention goes by names, times and sizes: nothing else is needed to foretell it.')] },
  {
    files: ['shared/store/builders/**'],
    forbid: [packages, outOfStore, without(['snapshot', messages, deep, 'checks', 'cleanup'], 'Builders write bytes by the formats alone; what they mean is for the tests to find out.')],
  },
  {
    files: ['shared/words/**'],
    forbid: [
      { regex: '^[^.]', message: 'Words are plain functions of findings and plans; they need no package.' },
      without(['contract', 'electron', 'renderer'], 'Words are made from the types of shared/store.'),
    ],
  },
  {
    files: ['shared/contract/**'],
    forbid: [
      { regex: '^[^.z]', message: 'The contract is zod and the types of shared/store.' },
      without(['electron', 'renderer', 'words'], 'The contract names what crosses it; who makes or draws it is not its business.'),
    ],
  },
  {
    files: ['electron/host/**'],
    forbid: [electron, without(['service', 'main', 'preload', 'web', 'cli', 'contract', 'renderer'], 'The host adapts files, mappings and time to the ports of shared/store.')],
  },
  {
    files: ['electron/service/**'],
    forbid: [electron, without(['main', 'preload', 'web', 'cli', 'renderer'], 'The service knows no door: what a door brings is in ServiceOptions.')],
  },
  { files: ['electron/web/**', 'electron/cli/**'], forbid: [electron, without(['renderer'], 'A door serves the built renderer as files.')] },
  {
    files: ['electron/preload/**'],
    forbid: [without(['host', 'service', 'web', 'cli', 'renderer', 'store'], 'The preload forwards three functions and knows nothing else.')],
  },
  {
    files: ['renderer/**'],
    forbid: [electron, nodeSide],
  },
  {
    files: ['renderer/features/**'],
    forbid: [
      electron,
      nodeSide,
      { regex: '^\\.\\./[^.]|(^|/)features/', message: 'A feature knows no other feature: what two need goes to renderer/ui or renderer/api.' },
    ],
  },
]

/** As overrides of the lint configuration; of two that match a file the later one counts. */
export const importFences: OxlintOverride[] = fences.map(({ files, forbid }) => ({
  files: [...files],
  rules: { 'no-restricted-imports': ['error', { patterns: [...forbid] }] },
}))
