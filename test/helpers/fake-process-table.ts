import type { FileIdentity, ProcessTable } from '../../electron/host/process-table'

/** A file as somebody sees it: its name there, and the inode it really is. */
export interface FakeFile {
  readonly path: string
  readonly inode: bigint
  readonly device?: bigint
  /** As the second line of fdinfo has it, octal. */
  readonly flags?: string
}

export interface FakeProcess {
  readonly pid: number
  readonly command?: string
  /** `denied`: a process of another user. */
  readonly open?: readonly FakeFile[] | 'denied'
  readonly maps?: string
  readonly mountNamespace?: string
}

export interface FakeMachine {
  readonly store?: readonly FakeFile[]
  readonly abort?: string
  readonly locks?: string
  readonly processes?: readonly FakeProcess[]
  readonly pidNamespace?: string | undefined
  readonly mountinfo?: string
  readonly isSuperuser?: boolean
  readonly fileSystemType?: number
}

export const ROOT = '/data/store'
/** `fe:00`, as `/proc/locks` and `/proc/PID/maps` write it. */
export const DEVICE = 0xfe00n
export const LOCK: FakeFile = { path: `${ROOT}/lock`, inode: 131n }
export const SEGMENT: FakeFile = { path: `${ROOT}/commitlog/00000000000000000000`, inode: 132n }

const OWN_PID = 1000

/** A machine with just these processes, for what cannot be started in a test. */
export function fakeProcessTable(machine: FakeMachine = {}): ProcessTable {
  const texts = new Map<string, string>([['/proc/locks', machine.locks ?? ''], ['/proc/self/mountinfo', machine.mountinfo ?? '']])
  const links = new Map<string, string>([['/proc/self/ns/mnt', 'mnt:[1]']])
  const directories = new Map<string, readonly string[] | 'denied'>()
  const files = new Map<string, FileIdentity>((machine.store ?? [LOCK, SEGMENT]).map(file => [file.path, identityOf(file)]))
  if (!('pidNamespace' in machine)) links.set('/proc/self/ns/pid', 'pid:[4026531836]')
  else if (machine.pidNamespace !== undefined) links.set('/proc/self/ns/pid', machine.pidNamespace)
  if (machine.abort !== undefined) {
    texts.set(`${ROOT}/abort`, machine.abort)
    files.set(`${ROOT}/abort`, identityOf({ path: '', inode: 133n }))
  }
  for (const { pid, command = '', open = [], maps = '', mountNamespace = 'mnt:[1]' } of machine.processes ?? []) {
    texts.set(`/proc/${pid}/cmdline`, command.replaceAll(' ', '\0'))
    texts.set(`/proc/${pid}/maps`, maps)
    links.set(`/proc/${pid}/ns/mnt`, mountNamespace)
    directories.set(`/proc/${pid}/fd`, open === 'denied' ? 'denied' : open.map((_, fd) => `${fd}`))
    for (const [fd, file] of open === 'denied' ? [] : open.entries()) {
      links.set(`/proc/${pid}/fd/${fd}`, file.path)
      if (file.flags !== undefined) texts.set(`/proc/${pid}/fdinfo/${fd}`, `pos:\t0\nflags:\t${file.flags}\nmnt_id:\t29\n`)
      files.set(`/proc/${pid}/fd/${fd}`, identityOf(file))
    }
  }
  directories.set('/proc', [...(machine.processes ?? []).map(({ pid }) => `${pid}`), `${OWN_PID}`, 'locks', 'self'])
  return {
    ownPid: OWN_PID,
    isSuperuser: machine.isSuperuser ?? true,
    list: path => directories.get(path),
    text: path => texts.get(path),
    linkTarget: path => links.get(path),
    identity: path => files.get(path),
    entryIdentity: path => files.get(path),
    fileSystemType: () => machine.fileSystemType,
  }
}

const identityOf = ({ inode, device = DEVICE }: FakeFile): FileIdentity => ({ device, inode, isFile: true })
