import { useTranslation } from 'react-i18next'
import type { SegmentMap } from '../../../shared/contract/schemas'
import { useFormat } from '../../i18n/format'
import classes from './segment-map.module.css'

const mostRows = 1000

/** The map as two tables, in the same order: what screen readers get always, and everybody on `T`. */
export function MapTable({ map }: { readonly map: SegmentMap }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <>
      <table className={classes.table}>
        <caption>{t('map.commitLog')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('map.base')}</th>
            <th scope="col">{t('map.storedFrom')}</th>
            <th scope="col">{t('map.fileTime')}</th>
            <th scope="col">{t('map.state')}</th>
          </tr>
        </thead>
        <tbody>
          {map.segments.baseOffset.slice(0, mostRows).map((base, at) => {
            const stored = map.segments.firstStored[at]
            return (
              <tr key={base}>
                <td>{format.exact(base)}</td>
                <td>{stored == null ? t('ui.none') : format.time(stored)}</td>
                <td>{format.time(map.segments.modifiedTime[at] ?? 0)}</td>
                <td>{t(`map.segmentState.${map.segments.state[at] ?? 'full'}`)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <table className={classes.table}>
        <caption>{t('map.topics')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('map.topic')}</th>
            <th scope="col">{t('unitClass.ok')}</th>
            <th scope="col">{t('unitClass.expired-visible')}</th>
            <th scope="col">{t('unitClass.expired-hidden')}</th>
            <th scope="col">{t('unitClass.in-hole')}</th>
            <th scope="col">{t('unitClass.ahead')}</th>
          </tr>
        </thead>
        <tbody>
          {map.lanes.map(({ topic, units }) => (
            <tr key={topic}>
              <td>{topic}</td>
              {[units.ok, units.expiredVisible, units.expiredHidden, units.inHole, units.ahead].map((count, at) => (
                // The columns are fixed; their position is their identity.
                <td key={at}>{format.exact(count)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
