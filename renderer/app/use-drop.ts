import { useEffect, useState } from 'react'

/** Follows files that are dragged over the window. Without this a browser would leave the page and show them. */
export function useDrop(onFile: (file: File) => void): { readonly isOver: boolean } {
  const [isOver, setIsOver] = useState(false)

  useEffect(() => {
    const stop = new AbortController()
    const on = <K extends 'dragover' | 'dragleave' | 'drop'>(kind: K, listener: (event: WindowEventMap[K]) => void): void =>
      window.addEventListener(kind, listener, { signal: stop.signal })
    on('dragover', event => {
      if (event.dataTransfer?.types.includes('Files') !== true) return
      event.preventDefault()
      setIsOver(true)
    })
    on('dragleave', event => event.relatedTarget === null && setIsOver(false))
    on('drop', event => {
      event.preventDefault()
      setIsOver(false)
      const file = event.dataTransfer?.files[0]
      if (file) onFile(file)
    })
    return () => stop.abort()
  }, [onFile])

  return { isOver }
}
