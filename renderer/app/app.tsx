import type { Bridge } from '../../shared/contract/bridge'
import { ClientProvider } from '../api/client-context'
import { CopyProvider } from '../ui/copy'
import { UnitClassPatterns } from '../ui/unit-class'
import { CommandPalette } from './command-palette'
import { DropToOpen } from './drop-to-open'
import { PreferencesProvider } from './preferences'
import { Screen } from './screen'
import { ShortcutsPageProvider } from './shortcuts-page'

/** The whole window, over whatever bridge the door gives. */
export function App({ bridge }: { readonly bridge: Bridge }) {
  return (
    <ClientProvider bridge={bridge}>
      <PreferencesProvider>
        <CopyProvider>
          <UnitClassPatterns />
          <ShortcutsPageProvider>
            <Screen />
            <CommandPalette />
            <DropToOpen />
          </ShortcutsPageProvider>
        </CopyProvider>
      </PreferencesProvider>
    </ClientProvider>
  )
}
