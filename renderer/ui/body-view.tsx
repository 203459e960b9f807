import { SegmentedControl } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageDocument } from '../../shared/contract/messages'
import { useFormat } from '../i18n/format'
import { HexView } from './hex-view'
import classes from './body-view.module.css'

type Body = NonNullable<MessageDocument['body']>
type View = 'pretty' | 'text' | 'hex' | 'picture'

const noFields: readonly never[] = []
const nothing = (): void => undefined

/** A body in the forms it can be read in, its bytes always among them. It is text to this page whatever it holds. */
export function BodyView({ body }: { readonly body: Body }) {
  const { t } = useTranslation()
  const format = useFormat()
  const views = viewsOf(body)
  const [view, setView] = useState<View>(views[0] ?? 'hex')
  const bytes = useMemo(() => (view === 'hex' ? hexOf(body.base64) : undefined), [view, body])
  const all = body.sizeBytes ?? bytes?.all ?? 0
  const title = t(`body.state.${body.state}`, { kind: t(`body.kind.${body.kind}`) })
  return (
    <>
      <div className={classes.head}>
        <h3>{title}</h3>
        {views.length > 1 && <SegmentedControl size="xs" aria-label={t('body.showAs')} value={view} onChange={setView} data={views.map(value => ({ value, label: t(`body.view.${value}`) }))} />}
      </div>
      {(view === 'text' || view === 'pretty') && (
        <pre className={classes.text} tabIndex={0} aria-label={title}>
          {view === 'pretty' ? indented(body.text ?? '') : body.text}
        </pre>
      )}
      {view === 'picture' && <img className={classes.picture} src={`data:${body.mediaType};base64,${body.base64}`} alt={title} />}
      {bytes && bytes.hex !== '' && <HexView label={title} hex={bytes.hex} start={0} fields={noFields} lit={undefined} onLight={nothing} />}
      {bytes && bytes.hex.length / 2 < all && <p className={classes.dim}>{t('body.firstBytes', { shown: format.exactBytes(bytes.hex.length / 2), all: format.exactBytes(all) })}</p>}
    </>
  )
}

/** A picture only when all of it is here, and only when asked for: nobody has looked at these bytes. */
function viewsOf({ kind, text, mediaType, base64, sizeBytes }: Body): readonly View[] {
  if (mediaType !== null && atob(base64).length === sizeBytes) return ['hex', 'picture']
  if (kind === 'empty' || text === null) return ['hex']
  return kind === 'json' || kind === 'messagepack' ? ['pretty', 'text', 'hex'] : ['text', 'hex']
}

/** JSON as it is read; as it stands when only its beginning is here, or when reading it would change a number or lose a key. */
function indented(text: string): string {
  try {
    const value: unknown = JSON.parse(text)
    return JSON.stringify(value) === text.trim() ? JSON.stringify(value, null, 2) : text
  } catch {
    return text
  }
}

const mostBytesShown = 4096

function hexOf(base64: string): { readonly hex: string; readonly all: number } {
  const bytes = atob(base64)
  return { hex: Array.from(bytes.slice(0, mostBytesShown), sign => sign.charCodeAt(0).toString(16).padStart(2, '0')).join(''), all: bytes.length }
}
