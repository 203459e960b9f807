/** One file of a built store. The path is relative to the folder that holds `store/`, `tiered/` and `broker.conf`. */
export interface BuiltFile {
  readonly path: string
  /** The head of the content; bytes `[bytes.length, sizeBytes)` are zeros and need no room on disk. */
  readonly bytes: Uint8Array
  readonly sizeBytes: number
  readonly modifiedTime: number
}

export const builtFile = (path: string, bytes: Uint8Array, modifiedTime: number, sizeBytes = bytes.length): BuiltFile => ({ path, bytes, sizeBytes, modifiedTime })

const utf8 = new TextEncoder()

export const builtText = (path: string, text: string, modifiedTime: number): BuiltFile => builtFile(path, utf8.encode(text), modifiedTime)
