import type { IpcRenderer } from 'electron'
import type { DesktopBridge } from '../../shared/contract/bridge'
import type { ServiceEvent } from '../../shared/contract/schemas'
import { channels } from './channels'

/** The page's wire over Electron's IPC: three fixed channels, nothing else of it is reachable. */
export function createDesktopBridge<DroppedFile>(
  ipc: Pick<IpcRenderer, 'invoke' | 'send' | 'on' | 'off'>,
  pathForFile: (file: DroppedFile) => string,
): DesktopBridge<DroppedFile> {
  return {
    call: (name, input, callId) => ipc.invoke(channels.call, name, input, callId),
    cancel: callId => ipc.send(channels.cancel, callId),
    subscribe(listener) {
      // Electron's event object, which reaches further into it, stays on this side.
      const forward = (_: unknown, event: ServiceEvent): void => listener(event)
      ipc.on(channels.event, forward)
      return () => void ipc.off(channels.event, forward)
    },
    pathForFile: file => pathForFile(file),
  }
}
