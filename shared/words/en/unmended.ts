import type { Vocabulary } from '../vocabulary'

export const unmendedEn: Vocabulary['unmended'] = {
  harmless: 'Nothing has to be mended: this is how a broker leaves a store.',
  'at-next-start': 'Nothing has to be mended here: the broker itself cuts this at its next start.',
  'broker-first': 'Only the broker mends this: start it, let it recover, and stop it.',
  'bytes-gone': 'This cannot be mended: the right bytes are nowhere in this store, and taking files away does not bring them back. Export what can be read.',
  'put-back': 'This cannot be mended by taking files away, which would only lose more: put the right file back from a backup or from a slave.',
  'never-the-newest': 'This cannot be mended: the newest segment is part of the damage or lies below it, and a log must never lose that.',
  'only-counter': "This cannot be mended: the file is the only record of the queue's offset counter. Restore the queue's files from a backup.",
  configuration: 'No file is wrong, the configuration is: correct broker.conf or topics.json.',
  'no-backup': 'This cannot be mended: there is no .bak that a broker could read. Restore the file from a backup.',
  'left-to-you': 'A folder, a link, or a file whose name says nothing is never moved by a repair: look at it and move it out yourself.',
  'more-is-wrong': 'This is not mended: more than the half unit at its end is wrong with the queue file, and what its units mean is doubtful.',
  'not-rebuilt': 'This cannot be mended by a repair: it takes files away, and writes no units, rows, entries or offsets anew.',
  'not-read': 'This part is not read, so nothing in it is mended.',
  'not-proven': 'This is not mended: shortening a queue by whole units can make the broker drop its tiered data, and that it does not has not been proven.',
}
