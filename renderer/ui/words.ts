import type { Translated } from '../i18n/translated'

export const uiEn = {
  none: '–',
  copied: 'Copied {{text}}',
  copyDigits: 'Copy {{digits}}',
  copyDetails: 'Copy details',
  cancel: 'Cancel',
  close: 'Close',
  tryAgain: 'Try again',
  doneOf: '{{done}} of {{total}}',
  columns: 'Columns',
  loadingRow: 'Row on its way',
  severity: { error: 'serious', warning: 'warning', info: 'note' },
  error: {
    refusal: 'This cannot be done',
    failure: 'Something could not be read or written',
    usage: 'This request makes no sense',
    cancelled: 'Stopped',
    bug: 'A defect of this program',
  },
}

export const uiZh: Translated<typeof uiEn> = {
  none: '–',
  copied: '已复制 {{text}}',
  copyDigits: '复制 {{digits}}',
  copyDetails: '复制详情',
  cancel: '取消',
  close: '关闭',
  tryAgain: '重试',
  doneOf: '{{done}} / {{total}}',
  columns: '列',
  loadingRow: '正在读取该行',
  severity: { error: '严重', warning: '警告', info: '提示' },
  error: {
    refusal: '无法执行',
    failure: '读取或写入失败',
    usage: '请求不成立',
    cancelled: '已停止',
    bug: '程序自身的缺陷',
  },
}

export const unitClassEn = {
  ok: 'live',
  'expired-visible': 'expired, visible',
  'expired-hidden': 'expired, hidden',
  'in-hole': 'in a hole',
  ahead: 'ahead of the log',
  wrong: 'wrong target',
  'pre-blank': 'pre-blank',
  unwritten: 'unwritten',
  goes: 'goes with this cut',
}

export const unitClassZh: Translated<typeof unitClassEn> = {
  ok: '有效',
  'expired-visible': '已过期·可见',
  'expired-hidden': '已过期·不可见',
  'in-hole': '落在空洞',
  ahead: '超前',
  wrong: '目标不符',
  'pre-blank': '前置填充',
  unwritten: '未写',
  goes: '随切点移除',
}
