/** Java's `String.hashCode`: signed, 32 bits. */
export function javaHash(text: string): number {
  let hash = 0
  for (let at = 0; at < text.length; at += 1) hash = (Math.imul(31, hash) + text.charCodeAt(at)) | 0
  return hash
}

export const SCHEDULE_TOPIC = 'SCHEDULE_TOPIC_XXXX'

/** `messageDelayLevel` as it is by default: level 1 is a second, level 18 two hours. */
const delaySeconds = [1, 5, 10, 30, 60, 120, 180, 240, 300, 360, 420, 480, 540, 600, 1200, 1800, 3600, 7200]

/**
 * The tags code of a message's unit: the hash of its tags, or, for a delayed message, when it is to be delivered. Mirrors
 * CommitLog.checkMessageAndReturnSize.
 */
export function tagsCodeOf(message: { readonly topic: string; readonly storeTimestamp: number; readonly properties: ReadonlyMap<string, string> }): bigint {
  const level = Math.min(Number(message.properties.get('DELAY') ?? 0), delaySeconds.length)
  if (message.topic === SCHEDULE_TOPIC && level > 0) {
    return BigInt(message.storeTimestamp + 1000 * (delaySeconds[level - 1] ?? 1))
  }
  return BigInt(javaHash(message.properties.get('TAGS') ?? ''))
}
