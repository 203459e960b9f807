import type { StoreFiles } from '../bytes/store-files'
import type { Finding } from '../checks/finding'
import { joinFindings } from './found-ranges'
import type { Checksum } from '../bytes/byte-source'

/** What a deep check works with. */
export interface DeepPorts {
  readonly files: StoreFiles
  readonly checksum: Checksum
  /** Called often; stops by throwing Cancelled. */
  readonly step: () => void
}

/** Gathers findings of one task: what touches is one, so that a wholly broken file is a few lines and never one for each unit. */
export class FindingList {
  #found: Finding[] = []

  add(finding: Finding): void {
    this.#found.push(finding)
    if (this.#found.length >= 4096) this.#found = joinFindings(this.#found)
  }

  get all(): Finding[] {
    return joinFindings(this.#found)
  }
}
