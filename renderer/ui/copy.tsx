import { createContext, use, useCallback, useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './copy.module.css'

interface Copied {
  readonly text: string
  readonly left: number
  readonly top: number
}

const CopyContext = createContext<(text: string, near: Element) => void>(() => undefined)

/** Copies a text and says so next to `near`, to the eye and to a screen reader. */
export const useCopy = (): ((text: string, near: Element) => void) => use(CopyContext)

const shownMs = 1400

export function CopyProvider({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation()
  const [copied, setCopied] = useState<Copied>()

  const copy = useCallback((text: string, near: Element): void => {
    const box = near.getBoundingClientRect()
    void navigator.clipboard.writeText(text).then(() => setCopied({ text, left: box.left + box.width / 2, top: box.top }))
  }, [])

  useEffect(() => {
    if (!copied) return undefined
    const timer = setTimeout(() => setCopied(undefined), shownMs)
    return () => clearTimeout(timer)
  }, [copied])

  return (
    <CopyContext value={copy}>
      {children}
      <div role="status" className={classes.region}>
        {copied && (
          <span className={classes.bubble} style={{ left: copied.left, top: copied.top }}>
            {t('ui.copied', { text: copied.text.length > 60 ? `${copied.text.slice(0, 60)}…` : copied.text })}
          </span>
        )}
      </div>
    </CopyContext>
  )
}
