import { useTranslation } from 'react-i18next'
import type { Overview } from '../../../shared/contract/schemas'
import { useFormat } from '../../i18n/format'
import type { Headline } from './headline'

/** The headline's sentence and the line below it, with the numbers that carry it. */
export function useHeadlineWords(headline: Headline, overview: Overview): { readonly title: string; readonly detail: string } {
  const { t } = useTranslation()
  const format = useFormat()
  const { local, fileSystem } = overview

  switch (headline.says) {
    case 'will-not-start':
    case 'destroys':
      return { title: t(`overview.headline.${headline.says}`), detail: headline.message }
    case 'hole': {
      const hole = local?.holes[0] ?? { start: 0, end: 0 }
      return {
        title: t('overview.headline.hole', { count: headline.holes, n: format.exact(headline.holes) }),
        detail: t('overview.detail.hole', { start: format.exact(hole.start), end: format.exact(hole.end) }),
      }
    }
    case 'queue-hole':
      return { title: t('overview.headline.queueHole', { count: headline.holes, n: format.exact(headline.holes) }), detail: firstMessage(overview, 'queue-hole') }
    case 'tiered-hole':
      return { title: t('overview.headline.tieredHole', { count: headline.holes, n: format.exact(headline.holes) }), detail: firstMessage(overview, 'tiered-hole') }
    case 'loses':
      return { title: t('overview.headline.loses', { n: format.exact(headline.units) }), detail: firstMessage(overview, 'queue-ahead') || firstMessage(overview, 'tiered-ahead') }
    case 'serves-deleted':
      return { title: t('overview.headline.servesDeleted', { n: format.short(headline.units) }), detail: servedDetail(headline.units, headline.queues) }
    case 'serves-deleted-and-loses':
      return {
        title: t('overview.headline.servesDeletedAndLoses', { lost: format.exact(headline.lost) }),
        detail: servedDetail(headline.units, local?.visibleQueues ?? 0),
      }
    case 'disk-full':
      return {
        title: t('overview.headline.diskFull', { share: format.percent(headline.usedShare) }),
        detail: fileSystem ? t('overview.detail.disk', { free: format.bytes(fileSystem.freeBytes), size: format.bytes(fileSystem.sizeBytes) }) : '',
      }
    case 'finding':
      return { title: headline.message, detail: '' }
    case 'nothing-wrong': {
      const hidden = (local?.units.expiredHidden ?? 0) + (overview.tiered?.units.expiredHidden ?? 0)
      const counted = t('overview.detail.nothingWrong', {
        segments: format.exact(local?.segments ?? 0),
        queues: format.exact((local?.queues ?? 0) + (overview.tiered?.queues ?? 0)),
      })
      return {
        title: t('overview.headline.nothingWrong'),
        detail: hidden === 0 ? counted : `${counted} ${t('overview.detail.hiddenIsNormal', { hidden: format.exact(hidden) })}`,
      }
    }
  }

  function servedDetail(units: number, queues: number): string {
    return local && local.units.expiredVisible > 0
      ? t('overview.detail.serves', { n: format.exact(units), queues: format.exact(queues), offset: format.exact(local.minOffset) })
      : t('overview.detail.servesTiered', { n: format.exact(units) })
  }
}

const firstMessage = ({ findings }: Overview, code: string): string => findings.kinds.find(({ first }) => first.code === code)?.first.message ?? ''
