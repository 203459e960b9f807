import {
  ActionIcon, Badge, Button, colorsTuple, createTheme, Input, Menu, Modal, SegmentedControl, Tooltip,
  type CSSVariablesResolver, type MantineColorsTuple, type MantineThemeOverride, type VariantColorsResolver,
} from '@mantine/core'
import classes from './theme.module.css'
import { tokens, type Scheme, type Token } from './tokens'

/**
 * A colour name is one of the four roles of the design (accent, danger, warn, good); anything else is plain text.
 * A filled button is either the accent or, in two places of the product, danger.
 */
const roleColors: VariantColorsResolver = ({ color, variant }) => {
  const role = color === 'danger' || color === 'warn' || color === 'good' ? color : 'accent'
  const clear = 'transparent'
  switch (variant) {
    case 'filled':
      return { background: `var(--${role})`, hover: `var(--${role}-hover)`, color: `var(--on-${role})`, border: '1px solid transparent' }
    case 'light':
      return { background: `var(--${role}-bg)`, hover: `var(--${role}-bg)`, color: `var(--${role})`, border: '1px solid var(--tint-border)' }
    case 'subtle':
      return { background: clear, hover: 'var(--hover)', color: `var(--${role})`, border: '1px solid transparent' }
    case 'muted':
      return { background: 'var(--sunken)', hover: 'var(--sunken)', color: 'var(--dim)', border: '1px solid var(--tint-border)' }
    case 'quiet':
      return { background: clear, hover: 'var(--hover)', color: 'var(--dim)', border: '1px solid transparent' }
    default:
      return { background: 'var(--surface)', hover: 'var(--hover)', color: 'var(--text)', border: '1px solid var(--edge)' }
  }
}

const placeholderShades = colorsTuple(tokens.light.accent)

/** The UI kit's ten greys, through which its inputs, chips and menus are drawn, as the design's names. */
type TenTokens = readonly [Token, Token, Token, Token, Token, Token, Token, Token, Token, Token]
const greysOf = (...names: TenTokens): MantineColorsTuple => names.map(name => `var(--${name})`) as unknown as MantineColorsTuple

export const theme: MantineThemeOverride = createTheme({
  colors: {
    dark: greysOf('text', 'text', 'dim', 'dim', 'edge', 'hover', 'surface', 'bg', 'sunken', 'bg'),
    gray: greysOf('hover', 'sunken', 'sunken', 'line', 'edge', 'dim', 'dim', 'text', 'text', 'text'),
    accent: placeholderShades,
    danger: placeholderShades,
    warn: placeholderShades,
    good: placeholderShades,
  },
  primaryColor: 'accent',
  variantColorResolver: roleColors,
  fontFamily: "'Inter Variable', 'Noto Sans SC', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', system-ui, sans-serif",
  fontFamilyMonospace: "'JetBrains Mono Variable', 'Noto Sans Mono CJK SC', ui-monospace, monospace",
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '15px', xl: '17px' },
  lineHeights: { xs: '16px', sm: '18px', md: '20px', lg: '22px', xl: '24px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '20px' },
  radius: { xs: '2px', sm: '4px', md: '5px', lg: '6px', xl: '10px' },
  defaultRadius: 'md',
  headings: { fontWeight: '600' },
  respectReducedMotion: true,
  cursorType: 'pointer',
  focusRing: 'auto',
  components: {
    Button: Button.extend({ defaultProps: { variant: 'default', size: 'sm' }, vars: (_, { size }) => ({ root: buttonSize(size) }) }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'quiet', size: 28 }, classNames: { root: classes.actionIcon ?? '' } }),
    Badge: Badge.extend({ defaultProps: { variant: 'light', radius: 'sm', tt: 'none', fw: 500, size: 'md' } }),
    Input: Input.extend({ defaultProps: { size: 'sm' }, vars: (_, { size }) => ({ wrapper: size === undefined || size === 'sm' ? inputSize : {} }) }),
    Menu: Menu.extend({ defaultProps: { shadow: 'md', radius: 'xl', position: 'bottom-end' } }),
    Modal: Modal.extend({ defaultProps: { radius: 'xl', lockScroll: false, centered: true }, classNames: { content: classes.modal ?? '', header: classes.modal ?? '', title: classes.modalTitle ?? '' } }),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { withItemsBorders: false, transitionDuration: 0 }, classNames: { root: classes.segments ?? '', indicator: classes.segment ?? '' } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 300, withArrow: false, fz: 'sm', multiline: true, maw: 360 } }),
  },
})

const inputSize = { '--input-height': '30px', '--input-fz': '13px' }

function buttonSize(size: unknown): Record<string, string> {
  const [height, padding, fontSize] = size === 'xs' ? ['26px', '9px', '12px'] : size === 'lg' ? ['36px', '16px', '13px'] : ['30px', '12px', '13px']
  return { '--button-height': height, '--button-padding-x': padding, '--button-fz': fontSize }
}

/** The design's variables for one scheme, and Mantine's own ones expressed through them. */
export const resolverFor =
  (scheme: Scheme): CSSVariablesResolver =>
  () => {
    const own = Object.fromEntries(Object.entries(tokens[scheme]).map(([name, value]) => [`--${name}`, value]))
    const mantine = {
      '--mantine-color-body': 'var(--bg)',
      '--mantine-color-text': 'var(--text)',
      '--mantine-color-dimmed': 'var(--dim)',
      '--mantine-color-bright': 'var(--text)',
      '--mantine-color-anchor': 'var(--accent)',
      '--mantine-color-error': 'var(--danger)',
      '--mantine-color-placeholder': 'var(--dim)',
      '--mantine-color-default': 'var(--surface)',
      '--mantine-color-default-hover': 'var(--hover)',
      '--mantine-color-default-color': 'var(--text)',
      '--mantine-color-default-border': 'var(--edge)',
      '--mantine-color-disabled': 'var(--sunken)',
      '--mantine-color-disabled-color': 'var(--faint)',
      '--mantine-color-disabled-border': 'var(--line)',
      '--mantine-primary-color-filled': 'var(--accent)',
      '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
      '--mantine-primary-color-contrast': 'var(--on-accent)',
      '--mantine-shadow-md': 'var(--shadow)',
    }
    const schemeDependent = { ...own, ...mantine }
    return { variables: {}, light: schemeDependent, dark: schemeDependent }
  }
