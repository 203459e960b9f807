import type { Reply, ServiceEvent } from './schemas'

/**
 * The wire between a door and the service: three functions, whatever carries them (a function call, Electron's IPC, HTTP).
 * Only plain JSON values cross it.
 */
export interface Bridge {
  /** Never rejects for a domain reason: every outcome is a reply. */
  call(name: string, input: unknown, callId: string): Promise<Reply>
  /** Asks the running call to stop; it answers with `cancelled`. Unknown ids are ignored. */
  cancel(callId: string): void
  /** @returns a function that ends the subscription */
  subscribe(listener: (event: ServiceEvent) => void): () => void
}

/** What the desktop's preload gives the page: the wire, and the path of a file that was dropped on the window (a DOM `File` there). */
export interface DesktopBridge<DroppedFile> extends Bridge {
  pathForFile(file: DroppedFile): string
}
