import type { StorePicture } from '../snapshot/snapshot'
import type { Finding } from './finding'
import { newFinding } from './new-finding'

/** Files of `config/` that a broker throws away at its start. The tiered metadata is judged with the tiered store. */
export function checkConfig({ configs, tiered }: StorePicture): Finding[] {
  return configs
    .filter(file => file.state === 'unreadable' || (file.state === 'absent' && file.backup === 'unreadable'))
    .filter(file => tiered === undefined || !file.path.endsWith('/tieredStoreMetadata.json'))
    .map(({ path, state, error, at, backup }) =>
      newFinding(
        'config-unreadable',
        { reason: error ?? 'unreadable', at, backup, isAbsent: state === 'absent' ? 1 : 0 },
        { subject: { path }, ...(at === null ? {} : { range: { start: at, end: at + 1 }, rangeKind: 'byte' }) },
      ),
    )
}
