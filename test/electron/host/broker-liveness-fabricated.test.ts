import { describe, expect, test } from 'vitest'
import { detectInUse } from '../../../electron/host/broker-liveness'
import type { InUse } from '../../../shared/store/in-use'
import { type FakeFile, type FakeMachine, type FakeProcess, fakeProcessTable, LOCK, ROOT, SEGMENT } from '../../helpers/fake-process-table'

const detect = (machine: FakeMachine, platform: NodeJS.Platform = 'linux'): InUse =>
  detectInUse({ localRoot: ROOT, directories: [ROOT] }, fakeProcessTable(machine), platform)

const codesOf = ({ reasons }: InUse): string[] => reasons.map(reason => reason.code)

const BROKER = 'java -Xmx8g -cp /opt/rocketmq/lib/* org.apache.rocketmq.broker.BrokerStartup -c broker.conf'

describe('a lock line', () => {
  const held = '7: POSIX  ADVISORY  WRITE 4242 fe:00:131 0 0'
  const holder = { pid: 4242, command: BROKER }

  test('on the lock file names the broker', () => {
    expect(detect({ locks: `${held}\n`, processes: [holder] })).toEqual({
      state: 'in-use', abort: false,
      reasons: [{ code: 'lock-held', path: LOCK.path, raw: 'POSIX  ADVISORY  WRITE 4242 fe:00:131 0 0', pid: 4242, command: BROKER }],
    })
  })

  test.each([
    ['is of our own process', '1: POSIX  ADVISORY  WRITE 1000 fe:00:131 0 0'],
    ['is of another file', '1: POSIX  ADVISORY  WRITE 4242 fe:00:130 0 0'],
    ['is of a file with the same inode on another disk', '1: POSIX  ADVISORY  WRITE 4242 08:01:131 0 0'],
    ['is a flock, which a broker does not take', '1: FLOCK  ADVISORY  WRITE 4242 fe:00:131 0 EOF'],
    ['only waits', '1: -> POSIX  ADVISORY  WRITE 4242 fe:00:131 0 0'],
  ])('means nothing when it %s', (_, locks) => {
    expect(detect({ locks, processes: [holder] }).state).toBe('free')
  })

  test('with a device of its own (btrfs, overlay) counts when the holder has the lock file open', () => {
    const locks = '1: POSIX  ADVISORY  WRITE 4242 00:1f:131 0 0'
    expect(codesOf(detect({ locks, processes: [{ ...holder, open: [{ path: '/elsewhere/lock', inode: 131n }], mountNamespace: 'mnt:[2]' }] }))).toEqual(['lock-held', 'file-open'])
    expect(codesOf(detect({ locks, processes: [{ ...holder, open: [{ path: '/elsewhere/lock', inode: 131n, device: 9n }], mountNamespace: 'mnt:[2]' }] }))).toEqual([])
  })

  test('with large device numbers is read as the kernel writes it', () => {
    const store = [{ ...LOCK, device: 0x12345678n }]
    expect(detect({ store, locks: '1: POSIX  ADVISORY  WRITE 4242 456:12378:131 0 0', processes: [holder] }).state).toBe('in-use')
  })

  test('of an open file description that is not ours counts, without a pid', () => {
    expect(detect({ locks: '1: OFDLCK ADVISORY  WRITE -1 fe:00:131 0 0' })).toMatchObject({
      state: 'in-use', reasons: [{ code: 'lock-held', path: LOCK.path }],
    })
  })
})

describe('a process in another mount namespace', () => {
  const elsewhere = { pid: 77, mountNamespace: 'mnt:[2]', command: BROKER }

  test.each([
    ['the segment, at the same path', SEGMENT],
    ['the segment, under a mount point', { ...SEGMENT, path: '/home/rocketmq/store/commitlog/00000000000000000000' }],
    ['the lock, when only the root is mounted', { ...LOCK, path: '/lock' }],
    ['a segment that has no name any more but is still the same', { ...SEGMENT, path: `${SEGMENT.path} (deleted)` }],
  ])('has the store when it has %s', (_, file) => {
    expect(detect({ processes: [{ ...elsewhere, open: [file] }] }).state).toBe('in-use')
  })

  test.each([
    ['the same path on another inode', { ...SEGMENT, inode: 999n }],
    ['the same inode on another device, as in a snapshot', { ...SEGMENT, device: 77n }],
  ])('does not when it has %s', (_, file) => {
    expect(detect({ processes: [{ ...elsewhere, open: [file] }] }).state).toBe('free')
  })

  test('has it when it has mapped it', () => {
    const maps = `7f0000000000-7f0040000000 rw-s 00000000 fe:00 132                        /in/container/commitlog/00000000000000000000\n`
    expect(detect({ processes: [{ ...elsewhere, maps }] })).toMatchObject({ state: 'in-use', reasons: [{ code: 'file-mapped', pid: 77, path: SEGMENT.path }] })
  })
})

describe('a process that only reads', () => {
  const read: FakeFile = { ...SEGMENT, flags: '0100000' }
  const mapped = (access: string) => `7f0000000000-7f0040000000 ${access} 00000000 fe:00 132                        ${SEGMENT.path}\n`
  const reasonOf = (process: Omit<FakeProcess, 'pid'>) => detect({ processes: [{ pid: 60, ...process }] }).reasons[0]

  test('has the store in use as well, and is told apart', () => {
    expect(detect({ processes: [{ pid: 60, open: [read] }] })).toEqual({ state: 'in-use', abort: false, reasons: [{ code: 'file-open', path: SEGMENT.path, pid: 60, readsOnly: true }] })
    expect(reasonOf({ maps: mapped('r--s') })).toEqual({ code: 'file-mapped', path: SEGMENT.path, pid: 60, readsOnly: true })
  })

  test.each<[string, Omit<FakeProcess, 'pid'>]>([
    ['another file to write to', { open: [read, { ...LOCK, flags: '02' }] }],
    ['another file to append to only', { open: [read, { ...LOCK, flags: '0102001' }] }],
    ['a descriptor whose flags are not told', { open: [read, LOCK] }],
    ['a mapping to write to', { open: [read], maps: mapped('rw-s') }],
    ['both kinds of mappings', { maps: mapped('r--s') + mapped('rw-s') }],
  ])('is not one that has %s too', (_, process) => {
    expect(reasonOf(process)?.readsOnly).toBeUndefined()
  })
})

describe('what cannot be seen', () => {
  const hidden = { pid: 50, open: 'denied' } as const

  test('is unknown when it may be a broker', () => {
    expect(detect({ processes: [{ ...hidden, command: '/usr/bin/java -jar app.jar' }], isSuperuser: false })).toMatchObject({
      state: 'unknown', reasons: [{ code: 'processes-not-visible', pid: 50, command: '/usr/bin/java -jar app.jar' }],
    })
  })

  test('is free when it cannot: kernel threads, daemons, shells of other users', () => {
    expect(detect({ processes: [hidden, { ...hidden, pid: 51, command: '/usr/sbin/sshd -D' }], isSuperuser: false }).state).toBe('free')
  })

  test('is in use all the same when something was found', () => {
    const processes = [{ ...hidden, command: 'java' }, { pid: 60, open: [LOCK] }]
    expect(codesOf(detect({ processes }))).toEqual(['file-open', 'processes-not-visible'])
    expect(detect({ processes }).state).toBe('in-use')
  })

  test('is unknown in a container, which does not see its neighbours', () => {
    expect(detect({ pidNamespace: 'pid:[4026532200]' })).toEqual({
      state: 'unknown', abort: false, reasons: [{ code: 'other-pid-namespace', raw: 'pid:[4026532200]' }],
    })
  })

  test('is unknown where /proc hides other users, but not from the superuser', () => {
    const mountinfo = '22 27 0:21 / /proc rw,relatime - proc proc rw,hidepid=2\n'
    expect(detect({ mountinfo, isSuperuser: false })).toMatchObject({ state: 'unknown', reasons: [{ code: 'processes-not-visible', raw: 'hidepid=2' }] })
    expect(detect({ mountinfo, isSuperuser: true }).state).toBe('free')
    expect(detect({ mountinfo: mountinfo.replace('hidepid=2', 'hidepid=off'), isSuperuser: false }).state).toBe('free')
  })

  test('is unknown without /proc', () => {
    expect(detect({ pidNamespace: undefined })).toMatchObject({ state: 'unknown', reasons: [{ code: 'processes-not-visible', path: '/proc' }] })
  })

  test('is unknown on a file system that another machine may have mounted', () => {
    expect(detect({ fileSystemType: 0x6969 })).toMatchObject({ state: 'unknown', reasons: [{ code: 'network-file-system', path: ROOT, raw: 'nfs' }] })
    expect(detect({ fileSystemType: -11317950 }).reasons[0]?.raw).toBe('cifs')
  })

  test('is unknown on a system whose processes we cannot look into', () => {
    expect(detect({ abort: '42' }, 'win32')).toEqual({ state: 'unknown', abort: true, reasons: [{ code: 'system-not-supported', raw: 'win32' }] })
  })
})

describe('the abort file', () => {
  test('with the pid of the broker that has the store', () => {
    expect(codesOf(detect({ abort: '4242', processes: [{ pid: 4242, command: BROKER, open: [LOCK] }] }))).toEqual(['file-open', 'abort-pid-alive'])
  })

  test('of a copy, whose broker runs on the original, does not make the copy in use', () => {
    const inUse = detect({ abort: '4242', processes: [{ pid: 4242, command: BROKER, open: [{ path: '/original/lock', inode: 9n }] }] })
    expect(inUse).toMatchObject({ state: 'free', abort: true, reasons: [{ code: 'abort-pid-alive', pid: 4242 }] })
  })

  test.each([
    ['whose process is gone', '4242', 'abort-pid-gone'],
    ['whose pid is another program by now', '77', 'abort-pid-reused'],
    ['of 4.9, which writes no pid', '', 'abort-without-pid'],
    ['with something else in it', 'not a pid', 'abort-without-pid'],
    ['with a pid no system has', '99999999999', 'abort-without-pid'],
  ])('%s leaves the store free and explains itself', (_, abort, code) => {
    const inUse = detect({ abort, processes: [{ pid: 77, command: '/usr/sbin/nginx' }] })
    expect(inUse).toMatchObject({ state: 'free', abort: true })
    expect(codesOf(inUse)).toEqual([code])
  })

  test('is not explained from within a container, where its pid means nothing', () => {
    expect(codesOf(detect({ abort: '4242', pidNamespace: 'pid:[4026532200]' }))).toEqual(['other-pid-namespace'])
  })
})

test('a long command line is shown by its ends', () => {
  const command = `java ${'-Dpath=/very/long '.repeat(50)}org.apache.rocketmq.broker.BrokerStartup`
  const shown = detect({ processes: [{ pid: 5, command, open: [LOCK] }] }).reasons[0]?.command ?? ''
  expect(shown).toMatch(/^java .* … .*BrokerStartup$/)
  expect(shown.length).toBeLessThan(170)
})

test('a tiered store alone has neither lock nor abort', () => {
  const table = fakeProcessTable({ abort: '1', locks: '7: POSIX  ADVISORY  WRITE 4242 fe:00:131 0 0' })
  expect(detectInUse({ localRoot: null, directories: ['/data/tiered'] }, table, 'linux')).toEqual({ state: 'free', reasons: [], abort: false })
})
