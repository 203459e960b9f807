import type { Translated } from '../../i18n/translated'

export const storesEn = {
  title: 'Open a store',
  subtitle: 'See what is in it, what is dangling, and what a cleanup would take along.',
  drop: 'Drop a store directory here',
  dropKinds: 'A store root, commitlog/ or consumequeue/ alone, a tiered root, several commitlog paths, or a copy of any of them.',
  choose: 'Open directory…',
  path: 'Directory on the machine this program runs on',
  pathHint: '/data/rocketmq/store',
  pathWithin: 'At or below: {{roots}}',
  open: 'Open',
  sample: 'Open the sample store',
  sampleNote: 'small, local and tiered, with dangling offsets',
  recent: 'Recent stores',
  notMounted: 'not there now',
  forget: 'Forget {{name}}',
  opening: 'Opening the store',
  first: {
    title: 'First time here?',
    store: 'A store is the directory a broker keeps its messages in: storePathRootDir of broker.conf, by default ~/store.',
    sample: 'The sample store is written for you, with damage of every common kind. Nothing of yours is touched.',
    server: 'On a server without a screen:',
  },
}

export const storesZh: Translated<typeof storesEn> = {
  title: '打开存储',
  subtitle: '看清里面有什么、哪些是悬空的，以及一次清理会带走什么。',
  drop: '将存储目录拖到这里',
  dropKinds: '存储根目录、单独的 commitlog/ 或 consumequeue/、分层存储根目录、多个 CommitLog 路径，或它们的副本。',
  choose: '打开目录…',
  path: '本程序所在机器上的目录',
  pathHint: '/data/rocketmq/store',
  pathWithin: '须在以下目录之内：{{roots}}',
  open: '打开',
  sample: '打开示例存储',
  sampleNote: '体积小，含本地与分层两部分，带悬空偏移量',
  recent: '最近的存储',
  notMounted: '目前不存在',
  forget: '忘记 {{name}}',
  opening: '正在打开存储',
  first: {
    title: '第一次使用？',
    store: '存储是 Broker 保存消息的目录：broker.conf 中的 storePathRootDir，默认为 ~/store。',
    sample: '示例存储由程序为你生成，带有各种常见损坏，不会触碰你的任何文件。',
    server: '在没有屏幕的服务器上：',
  },
}
