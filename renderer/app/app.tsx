import type { Bridge } from '../../shared/contract/bridge'
import { ClientProvider } from '../api/client-context'
import { CopyProvider } from '../ui/copy'
import { UnitClassPatterns } from '../ui/unit-class'
import { CommandPalette } from './command-palette'
import { PreferencesProvider } from './preferences'
import { Screen } from './screen'

/** The whole window, over whatever bridge the door gives. */
export function App({ bridge }: { readonly bridge: Bridge }) {
  return (
    <ClientProvider bridge={bridge}>
      <PreferencesProvider>
        <CopyProvider>
          <UnitClassPatterns />
          <Screen />
          <CommandPalette />
        </CopyProvider>
      </PreferencesProvider>
    </ClientProvider>
  )
}
