import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/format'
import { treemap } from './treemap'
import classes from './overview-screen.module.css'

const width = 240
const height = 104
/** Below this a name would not be readable. */
const leastForName = { width: 58, height: 20 }
const lettersPerPixel = 1 / 6.4

/** Topics by area; the list below it is its text. */
export function TopicTreemap({ topics }: { readonly topics: readonly { readonly topic: string; readonly bytes: number }[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const tiles = treemap(topics.map(({ bytes }) => bytes), width, height)
  return (
    <svg className={classes.treemap} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${t('overview.space')}: ${t('overview.byTopic')}`}>
      {topics.map(({ topic, bytes }, at) => {
        const tile = tiles[at]
        if (!tile) return null
        return (
          <g key={topic}>
            <title>{`${topic} · ${format.bytes(bytes)}`}</title>
            <rect x={tile.x + 0.5} y={tile.y + 0.5} width={Math.max(0, tile.width - 1)} height={Math.max(0, tile.height - 1)} rx="2" />
            {tile.width >= leastForName.width && tile.height >= leastForName.height && (
              <text x={tile.x + 6} y={tile.y + 15}>
                {shortened(topic, Math.floor((tile.width - 10) * lettersPerPixel))}
              </text>
            )}
          </g>
        )
      })}
    </svg>
  )
}

const shortened = (name: string, letters: number): string => (name.length <= letters ? name : `${name.slice(0, letters - 1)}…`)
