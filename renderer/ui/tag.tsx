import { Badge } from '@mantine/core'
import type { ReactNode } from 'react'

export type Tone = 'danger' | 'warn' | 'good' | 'accent' | 'muted'

/** A state in a word or two; its tint repeats what the word says. */
export function Tag({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return tone === 'muted' ? <Badge variant="muted">{children}</Badge> : <Badge color={tone}>{children}</Badge>
}
