import { electronBridge } from './electron-bridge'

/** The absolute path of a dropped file or directory, where the door can tell it. */
export const pathOfDropped: ((file: File) => string) | undefined = electronBridge()?.pathForFile
