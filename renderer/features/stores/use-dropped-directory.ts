import { useEffect, useState } from 'react'
import { pathOfDropped } from '../../api/dropped-path'

/** Lets a directory be dropped anywhere on the window, where the door can tell its path. */
export function useDroppedDirectory(onPath: (path: string) => void): { readonly isPossible: boolean; readonly isOver: boolean } {
  const [isOver, setIsOver] = useState(false)
  const isPossible = pathOfDropped !== undefined

  useEffect(() => {
    if (pathOfDropped === undefined) return undefined
    const toPath = pathOfDropped
    const stop = new AbortController()
    const on = <K extends 'dragover' | 'dragleave' | 'drop'>(kind: K, listener: (event: WindowEventMap[K]) => void): void =>
      window.addEventListener(kind, listener, { signal: stop.signal })
    on('dragover', event => {
      event.preventDefault()
      setIsOver(true)
    })
    on('dragleave', event => event.relatedTarget === null && setIsOver(false))
    on('drop', event => {
      event.preventDefault()
      setIsOver(false)
      const file = event.dataTransfer?.files[0]
      if (file) onPath(toPath(file))
    })
    return () => stop.abort()
  }, [onPath])

  return { isPossible, isOver }
}
