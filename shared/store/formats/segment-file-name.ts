/**
 * Names in a segment directory: the offset of the file's first byte, decimal, 20 digits. Mirrors
 * org.apache.rocketmq.common.UtilAll.offset2FileName and MappedFileQueue.doLoad.
 */
export const segmentFileName = (baseOffset: number): string => String(baseOffset).padStart(20, '0')

/** The base offset a name stands for; undefined for any other name (a broker does not start on those). */
export function parseSegmentFileName(name: string): number | undefined {
  if (!/^\d{20}$/.test(name)) return undefined
  const value = Number(name)
  return Number.isSafeInteger(value) ? value : undefined
}
