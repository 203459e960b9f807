import { md5 } from './md5'
import { segmentFileName } from './segment-file-name'

/**
 * Names below a tiered root: `{h8(cluster)}_{cluster}/{broker}/{topic}/{queueId}/{TYPE}/{h8(base)}{base, 20 digits}`. Mirrors
 * MessageStoreUtil.getHash and offset2FileName. h8 is the first 8 digits of the MD5 of the text; for a base offset the
 * text is the plain decimal. So the order of names is not the order of offsets.
 */
export type TieredFileType = 'COMMIT_LOG' | 'CONSUME_QUEUE' | 'INDEX'

const h8 = (text: string): string => md5(text).slice(0, 8)

export const clusterDirectoryName = (cluster: string): string => `${h8(cluster)}_${cluster}`

/** The cluster a folder belongs to; undefined when its name is not one a broker makes. */
export function parseClusterDirectoryName(name: string): string | undefined {
  const cluster = name.slice(9)
  return cluster !== '' && name === clusterDirectoryName(cluster) ? cluster : undefined
}

export const tieredFileName = (baseOffset: number): string => h8(String(baseOffset)) + segmentFileName(baseOffset)

export interface TieredFileName {
  readonly baseOffset: number
  /** The leading digits are those of the base offset: otherwise the broker never opens a file of that name. */
  readonly hashMatches: boolean
}

/** @returns undefined for a name that is not 8 hexadecimal digits and a 20-digit offset */
export function parseTieredFileName(name: string): TieredFileName | undefined {
  if (!/^[0-9a-f]{8}\d{20}$/.test(name)) return undefined
  const baseOffset = Number(name.slice(8))
  return Number.isSafeInteger(baseOffset) ? { baseOffset, hashMatches: name === tieredFileName(baseOffset) } : undefined
}
