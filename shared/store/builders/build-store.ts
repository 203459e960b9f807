import { buildLocalStore } from './build-local-store'
import { buildTieredStore } from './build-tiered-store'
import type { BuiltFile } from './built-file'
import { configFiles } from './config-texts'
import type { Fault } from './faults'
import { messagesOf } from './message-stream'
import { completed, type StoreSpec } from './store-spec'

/**
 * A whole store, as a broker that was stopped cleanly leaves it, and then whatever happened to it since. Layout:
 * `store/`, `tiered/` when the spec has one, `broker.conf`.
 *
 * @param faults in the order they happened
 */
export function buildStore(spec: StoreSpec, ...faults: readonly Fault[]): BuiltFile[] {
  const full = completed(spec)
  const messages = messagesOf(full)
  const { files, stored } = buildLocalStore(full, messages)
  const tiered = full.tiered === undefined ? [] : buildTieredStore(full, full.tiered, stored)
  return faults.reduce<BuiltFile[]>((store, fault) => fault(store), [...files, ...tiered, ...configFiles(full, messages)])
}
