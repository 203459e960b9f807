import { convertCssVariables, deepMerge, defaultCssVariablesResolver, mergeMantineTheme, DEFAULT_THEME } from '@mantine/core'
import { resolverFor, theme } from './theme'
import type { Scheme } from './tokens'

/**
 * The theme's variables as a constructed style sheet. Mantine would put them into a `<style>` element, which a content
 * security policy without 'unsafe-inline' refuses; a constructed sheet is allowed.
 */
const sheet = new CSSStyleSheet()

export function applyThemeVariables(scheme: Scheme): void {
  const merged = mergeMantineTheme(DEFAULT_THEME, theme)
  sheet.replaceSync(convertCssVariables(deepMerge(defaultCssVariablesResolver(merged), resolverFor(scheme)(merged))))
  if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
}
