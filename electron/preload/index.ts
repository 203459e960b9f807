import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { createDesktopBridge } from './desktop-bridge'

contextBridge.exposeInMainWorld('storeInspector', createDesktopBridge(ipcRenderer, webUtils.getPathForFile))
