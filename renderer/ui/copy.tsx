import { createContext, use, useCallback, useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './copy.module.css'

interface Copied {
  readonly says: string
  readonly left: number
  readonly top: number
}

/** @param says instead of the text itself, where that is long */
type Copy = (text: string, near: Element, says?: string) => void

const CopyContext = createContext<Copy>(() => undefined)

/** Copies a text and says so next to `near`, to the eye and to a screen reader. */
export const useCopy = (): Copy => use(CopyContext)

const shownMs = 1400

export function CopyProvider({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation()
  const [copied, setCopied] = useState<Copied>()

  const copy = useCallback<Copy>(
    (text, near, says = t('ui.copied', { text: text.length > 60 ? `${text.slice(0, 60)}…` : text })) => {
      const box = near.getBoundingClientRect()
      void navigator.clipboard.writeText(text).then(() => setCopied({ says, left: box.left + box.width / 2, top: Math.max(32, box.top) }))
    },
    [t],
  )

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
            {copied.says}
          </span>
        )}
      </div>
    </CopyContext>
  )
}
