import type { MenuItemConstructorOptions } from 'electron'
import { expect, test } from 'vitest'
import { desktopWords } from '../../../electron/main/desktop-words'
import { menuTemplate, type MenuState } from '../../../electron/main/menu'

const state: MenuState = {
  words: desktopWords(['en-GB']),
  platform: 'linux',
  isDevelopment: false,
  recent: [
    { recentId: 'r1', root: '/data/A&B/store', available: true },
    { recentId: 'r2', root: '/data/gone', available: false },
  ],
}

function build(changed: Partial<MenuState> = {}) {
  const done: string[] = []
  const template = menuTemplate({ ...state, ...changed }, {
    chooseDirectory: () => void done.push('choose'),
    openSample: () => void done.push('sample'),
    openRecent: recentId => void done.push(recentId),
  })
  return { template, done }
}
const itemsOf = (items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  items.flatMap(item => [item, ...(Array.isArray(item.submenu) ? itemsOf(item.submenu) : [])])
const click = (items: readonly MenuItemConstructorOptions[], label: string): void => {
  const item = itemsOf(items).find(each => each.label === label)
  ;(item?.click as (() => void) | undefined)?.()
}

test('a store is opened by dialog, from the recent ones or as the sample', () => {
  const { template, done } = build()
  click(template, 'Open Folder…')
  click(template, '/data/A&&B/store')
  click(template, 'Open the Sample Store')
  expect(done).toEqual(['choose', 'r1', 'sample'])
})

test('a recent store that is gone cannot be chosen', () => {
  expect(itemsOf(build().template).find(({ label }) => label === '/data/gone')).toMatchObject({ enabled: false })
})

test('without recent stores the list says so', () => {
  expect(itemsOf(build({ recent: [] }).template).find(({ label }) => label === 'None yet')).toMatchObject({ enabled: false })
})

test('the developer tools are there in development only', () => {
  const roles = (isDevelopment: boolean) => itemsOf(build({ isDevelopment }).template).map(({ role }) => role)
  expect(roles(false)).not.toContain('toggleDevTools')
  expect(roles(true)).toContain('toggleDevTools')
})

test('macOS has its own first menu, and closes where others quit', () => {
  const rolesOn = (platform: NodeJS.Platform) => itemsOf(build({ platform }).template).map(({ role }) => role)
  expect(rolesOn('darwin')).toEqual(expect.arrayContaining(['appMenu', 'close']))
  expect(rolesOn('linux')).toContain('quit')
  expect(rolesOn('linux')).not.toContain('appMenu')
})

test.each([
  [['zh-Hans-CN', 'en-US'], '打开文件夹…'],
  [['de-DE', 'zh-CN', 'en-US'], '打开文件夹…'],
  [['en-US', 'zh-CN'], 'Open Folder…'],
  [['de-DE'], 'Open Folder…'],
  [[], 'Open Folder…'],
])('for a system that speaks %j it says %s', (languages, label) => {
  expect(itemsOf(build({ words: desktopWords(languages) }).template).map(item => item.label)).toContain(label)
})
