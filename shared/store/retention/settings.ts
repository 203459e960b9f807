/** What decides how long a broker keeps its log: broker.conf, else the defaults of MessageStoreConfig, within the bounds of its getters. */
export interface RetentionSettings {
  readonly fileReservedTime: Setting<number>
  /** Hours of the day, 0 to 23, in the broker's time zone. */
  readonly deleteWhen: Setting<readonly number[]>
  /** What in `deleteWhen` is no number: the broker's cleaner throws there, and then deletes nothing at all. */
  readonly unreadableDeleteWhen: string | null
  /** Used parts of a disk, in percent, above which a broker deletes at any hour, then regardless of age, then takes no message. */
  readonly diskMaxUsedSpaceRatio: Setting<number>
  readonly diskSpaceCleanForciblyRatio: Setting<number>
  readonly diskSpaceWarningLevelRatio: Setting<number>
  readonly cleanFileForciblyEnable: Setting<boolean>
  /** Segments that go in one run of the cleaner. */
  readonly deleteFileBatchMax: Setting<number>
  /** Milliseconds between two runs. */
  readonly cleanResourceInterval: Setting<number>
  /** Hours; a topic may have its own. */
  readonly tieredStoreFileReservedTime: Setting<number>
  readonly tieredStoreDeleteFileEnable: Setting<boolean>
}

export interface Setting<T> {
  readonly value: T
  readonly from: 'broker.conf' | 'default'
}

export function retentionSettings(configuration: ReadonlyMap<string, string>): RetentionSettings {
  const when = setting(configuration, 'deleteWhen', '04', text => text)
  const { hours, unreadable } = hoursIn(when.value)
  return {
    fileReservedTime: whole(configuration, 'fileReservedTime', 72),
    deleteWhen: { value: hours, from: when.from },
    unreadableDeleteWhen: unreadable,
    diskMaxUsedSpaceRatio: whole(configuration, 'diskMaxUsedSpaceRatio', 75, 10, 95),
    diskSpaceCleanForciblyRatio: whole(configuration, 'diskSpaceCleanForciblyRatio', 85, 30, 85),
    diskSpaceWarningLevelRatio: whole(configuration, 'diskSpaceWarningLevelRatio', 90, 35, 90),
    cleanFileForciblyEnable: setting(configuration, 'cleanFileForciblyEnable', true, isTrue),
    deleteFileBatchMax: whole(configuration, 'deleteFileBatchMax', 10, 1),
    cleanResourceInterval: whole(configuration, 'cleanResourceInterval', 10_000, 1),
    tieredStoreFileReservedTime: whole(configuration, 'tieredStoreFileReservedTime', 72),
    tieredStoreDeleteFileEnable: setting(configuration, 'tieredStoreDeleteFileEnable', true, isTrue),
  }
}

const isTrue = (text: string): boolean => text.toLowerCase() === 'true'

/** Java's. */
const LARGEST_INT = 2 ** 31 - 1
const INTEGER = /^[+-]?\d{1,10}$/

function setting<T>(configuration: ReadonlyMap<string, string>, key: string, otherwise: T, read: (text: string) => T | undefined): Setting<T> {
  const text = configuration.get(key)?.trim()
  const value = text === undefined || text === '' ? undefined : read(text)
  return value === undefined ? { value: otherwise, from: 'default' } : { value, from: 'broker.conf' }
}

/** A broker leaves its default where it cannot read a number. */
function whole(configuration: ReadonlyMap<string, string>, key: string, otherwise: number, least = 0, most = Infinity): Setting<number> {
  return setting(configuration, key, otherwise, text => (INTEGER.test(text) && Math.abs(Number(text)) <= LARGEST_INT ? Math.min(most, Math.max(least, Number(text))) : undefined))
}

/** Hours before the first entry that is no number still count: the broker compares them one after the other. */
function hoursIn(text: string): { hours: readonly number[]; unreadable: string | null } {
  const hours: number[] = []
  for (const entry of text.split(';')) {
    if (!INTEGER.test(entry)) return { hours, unreadable: entry }
    if (Number(entry) >= 0 && Number(entry) < 24) hours.push(Number(entry))
  }
  return { hours, unreadable: null }
}
