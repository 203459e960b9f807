import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react'
import { createClient, type Client } from '../../shared/contract/client'
import type { Bridge } from '../../shared/contract/bridge'
import { RunningJobs } from './running-jobs'
import { StoreRevisions } from './store-revisions'

interface Service {
  readonly client: Client
  readonly revisions: StoreRevisions
  readonly jobs: RunningJobs
}

const ServiceContext = createContext<Service | undefined>(undefined)

/** Gives everything below the service behind `bridge`, its events, and a cache of its answers. */
export function ClientProvider({ bridge, children }: { readonly bridge: Bridge; readonly children: ReactNode }) {
  const service = useMemo(
    () => ({ client: createClient(bridge), revisions: new StoreRevisions(), jobs: new RunningJobs() }),
    [bridge],
  )
  const [queries] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          // An answer is right until an event says otherwise; a refusal does not get better by asking again.
          queries: { staleTime: Infinity, gcTime: 60_000, retry: false, refetchOnWindowFocus: false, networkMode: 'always' },
          mutations: { retry: false, networkMode: 'always' },
        },
      }),
  )

  useEffect(
    () =>
      service.client.subscribe(event => {
        service.revisions.note(event)
        if (event.kind === 'store-opened') void queries.invalidateQueries({ queryKey: ['listOpen'] })
      }),
    [service, queries],
  )

  return (
    <QueryClientProvider client={queries}>
      <ServiceContext value={service}>{children}</ServiceContext>
    </QueryClientProvider>
  )
}

export function useService(): Service {
  const service = use(ServiceContext)
  if (!service) throw new Error('broken invariant: useService outside ClientProvider')
  return service
}
