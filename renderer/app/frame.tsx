import type { ReactNode } from 'react'
import { Header } from './header'
import { HealthStrip } from './health-strip'
import { JobBar } from './job-bar'
import type { StoreRoute } from './route'
import { SideBar } from './side-bar'
import { useShortcuts } from './use-shortcuts'
import classes from './frame.module.css'

/** Title bar, side bar, health strip, content, job bar. Without a store only the title bar, the content and the job bar. */
export function Frame({ route, children }: { readonly route?: StoreRoute; readonly children: ReactNode }) {
  useShortcuts(route)
  return (
    <div className={classes.frame} data-open={route !== undefined || undefined}>
      <Header route={route} />
      {route && <SideBar route={route} />}
      <main className={classes.main}>
        {route && route.place !== 'free-space' && <HealthStrip storeId={route.storeId} />}
        {children}
      </main>
      <JobBar route={route} />
    </div>
  )
}
