import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'

const NAME = 'rocketmq-store-inspector'

/** Where this system's programs keep what they remember for a user. */
export function userDirectory(platform: NodeJS.Platform = process.platform, environment: NodeJS.ProcessEnv = process.env, home = homedir()): string {
  const { APPDATA, XDG_CONFIG_HOME } = environment
  if (platform === 'win32') return join(APPDATA ?? join(home, 'AppData', 'Roaming'), NAME)
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', NAME)
  return join(XDG_CONFIG_HOME !== undefined && isAbsolute(XDG_CONFIG_HOME) ? XDG_CONFIG_HOME : join(home, '.config'), NAME)
}
