import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useId, useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { PagedRows, RowOf } from '../../api/use-paged-rows'
import { useFormat } from '../../i18n/format'
import { SeverityIcon } from '../../ui/severity-icon'
import classes from './findings-screen.module.css'

interface FindingListProps {
  readonly findings: PagedRows<RowOf<'listFindings'>>
  readonly total: number
  readonly selected: number
  readonly onSelect: (index: number) => void
}

const usualHeight = 74

/** Any number of findings; `↑ ↓ Home End` select, what is selected is shown beside. */
export function FindingList({ findings, total, selected, onSelect }: FindingListProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => usualHeight,
    overscan: 10,
    initialRect: { width: 336, height: 700 },
  })
  const items = virtual.getVirtualItems()
  const first = items[0]?.index ?? 0
  const end = (items.at(-1)?.index ?? 0) + 1
  const { show } = findings
  useEffect(() => show(Math.min(first, selected), Math.max(end, selected + 1)), [show, first, end, selected])

  function onKeyDown(event: KeyboardEvent): void {
    const target = { ArrowDown: selected + 1, ArrowUp: selected - 1, Home: 0, End: total - 1 }[event.key]
    if (target === undefined) return
    event.preventDefault()
    const next = Math.max(0, Math.min(total - 1, target))
    onSelect(next)
    virtual.scrollToIndex(next, { align: 'auto' })
  }

  return (
    <div
      ref={scroller}
      className={classes.list}
      role="listbox"
      aria-label={t('findings.list')}
      aria-activedescendant={`${id}-${selected}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div className={classes.listBody} style={{ height: virtual.getTotalSize() }}>
        {items.map(item => {
          const finding = findings.rowAt(item.index)
          return (
            <div
              key={item.index}
              id={`${id}-${item.index}`}
              ref={virtual.measureElement}
              data-index={item.index}
              className={classes.item}
              role="option"
              aria-selected={item.index === selected}
              aria-posinset={item.index + 1}
              aria-setsize={total}
              style={{ transform: `translateY(${item.start}px)` }}
              onClick={() => onSelect(item.index)}
            >
              {finding && (
                <>
                  <SeverityIcon severity={finding.severity} />
                  <span className={classes.itemWords}>
                    <span className={classes.itemTitle}>{finding.message}</span>
                    <span className={classes.code}>{finding.code}</span>
                  </span>
                  <span className={classes.itemCount}>{format.exact(finding.count)}</span>
                </>
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}
