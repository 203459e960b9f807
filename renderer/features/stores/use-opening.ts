import type { CallError } from '../../../shared/contract/client'
import type { OutputOf } from '../../../shared/contract/contract'
import { useAction } from '../../api/use-operation'
import { placeOf } from '../../app/route'
import { navigate } from '../../app/use-route'

type Opened = OutputOf<'openDirectory'>

/** The ways to open a store. Each leads to its overview; the last refusal or failure stays to be read. */
export interface Opening {
  readonly busy: boolean
  readonly error: CallError | undefined
  chooseDirectory(): void
  openPath(path: string): void
  openRecent(recentId: string): void
  openSample(): void
}

export function useOpening(): Opening {
  const choose = useAction('chooseDirectory')
  const directory = useAction('openDirectory')
  const recent = useAction('openRecent')
  const sample = useAction('openSample')
  const ways = [choose, directory, recent, sample]

  function begin(): { onSuccess: (opened: Opened | null) => void } {
    for (const way of ways) way.reset()
    return { onSuccess: opened => opened && navigate(placeOf(opened.storeId, 'overview')) }
  }

  return {
    // The native dialog is its own progress.
    busy: directory.isPending || recent.isPending || sample.isPending,
    error: ways.find(way => way.error)?.error ?? undefined,
    chooseDirectory: () => choose.mutate({}, begin()),
    openPath: path => directory.mutate({ path }, begin()),
    openRecent: recentId => recent.mutate({ recentId }, begin()),
    openSample: () => sample.mutate({}, begin()),
  }
}
