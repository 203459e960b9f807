/**
 * Every colour of the product, per scheme: the only file with colour values. Each name becomes a CSS variable
 * (`surface` → `--surface`); canvases read the resolved variables.
 */
const light = {
  bg: '#F3F5F8', surface: '#FFFFFF', sunken: '#EDF0F4', hover: '#EEF2F7', sel: '#E3ECFC', scrim: '#0F1A2A66',
  text: '#18202B', dim: '#515D6E', faint: '#616D7D', line: '#DCE1E8', edge: '#7A8594', grid: '#DCE1E8',
  accent: '#1F56C4', 'accent-hover': '#194AAB', 'accent-bg': '#E8EFFC', 'on-accent': '#FFFFFF',
  danger: '#B4172B', 'danger-hover': '#991325', 'danger-bg': '#FDECEE', 'on-danger': '#FFFFFF',
  warn: '#8A5200', 'warn-bg': '#FFF4DF', good: '#1B7044', 'good-bg': '#E7F5EC',
  'c-ok': '#4476AA', 'c-hidden': '#7F8B9C', 'c-visible': '#B80F26', 'c-ahead': '#C27803', 'c-wrong': '#6A1263',
  log: '#3C4A5E', 'log-2': '#56657B', void: '#E6EAF0', 'void-line': '#C9D1DB',
  'field-a': '#1F56C4', 'field-b': '#8A5200', 'field-c': '#1B7044', 'field-d': '#6A1263', 'field-e': '#B4172B',
  shadow: '0 1px 2px #0F1A2A14, 0 8px 24px #0F1A2A1C', 'tint-border': 'transparent',
}

export type Token = keyof typeof light

const dark: Record<Token, string> = {
  bg: '#0F141A', surface: '#171D25', sunken: '#10151B', hover: '#1E2630', sel: '#1C2D4B', scrim: '#05080CCC',
  text: '#E4E9F0', dim: '#A4AFBE', faint: '#8F9BAB', line: '#2A333F', edge: '#667385', grid: '#2A333F',
  accent: '#85B0FF', 'accent-hover': '#9DBFFF', 'accent-bg': '#182A4A', 'on-accent': '#0B1526',
  danger: '#FF8A8F', 'danger-hover': '#FFA3A7', 'danger-bg': '#3A191E', 'on-danger': '#25060A',
  warn: '#F0B848', 'warn-bg': '#342711', good: '#5FCB8E', 'good-bg': '#14301F',
  'c-ok': '#5C8FC6', 'c-hidden': '#7C8899', 'c-visible': '#FF5F66', 'c-ahead': '#F4BE4F', 'c-wrong': '#EDBDF6',
  log: '#8FA0B8', 'log-2': '#6E7F97', void: '#0C1015', 'void-line': '#2C3643',
  'field-a': '#85B0FF', 'field-b': '#F0B848', 'field-c': '#5FCB8E', 'field-d': '#EDBDF6', 'field-e': '#FF8A8F',
  shadow: '0 1px 2px #00000088, 0 10px 30px #000000AA', 'tint-border': 'transparent',
}

const contrast: Record<Token, string> = {
  bg: '#000000', surface: '#000000', sunken: '#000000', hover: '#1C1C1C', sel: '#003A5C', scrim: '#000000DD',
  text: '#FFFFFF', dim: '#FFFFFF', faint: '#E0E0E0', line: '#FFFFFF', edge: '#FFFFFF', grid: '#5A5A5A',
  accent: '#6FD3FF', 'accent-hover': '#A2E3FF', 'accent-bg': '#000000', 'on-accent': '#000000',
  danger: '#FF9CA0', 'danger-hover': '#FFBDC0', 'danger-bg': '#000000', 'on-danger': '#000000',
  warn: '#FFD84A', 'warn-bg': '#000000', good: '#7CF0A8', 'good-bg': '#000000',
  'c-ok': '#7DB8FF', 'c-hidden': '#C8C8C8', 'c-visible': '#FF5A5F', 'c-ahead': '#FFD84A', 'c-wrong': '#B45CE0',
  log: '#FFFFFF', 'log-2': '#CCCCCC', void: '#000000', 'void-line': '#8A8A8A',
  'field-a': '#6FD3FF', 'field-b': '#FFD84A', 'field-c': '#7CF0A8', 'field-d': '#B45CE0', 'field-e': '#FF9CA0',
  shadow: '0 0 0 2px #FFFFFF', 'tint-border': 'currentColor',
}

export type Scheme = 'light' | 'dark' | 'contrast'

export const tokens: Record<Scheme, Record<Token, string>> = { light, dark, contrast }
