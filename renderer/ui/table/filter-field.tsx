import { TextInput } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconFilter } from '@tabler/icons-react'
import { useRef } from 'react'

interface FilterFieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
  /** What is looked for; also its name. */
  readonly label: string
}

/** Narrows the table of a screen as one types. `Ctrl/⌘ F` comes here, `Esc` empties it. */
export function FilterField({ value, onChange, label }: FilterFieldProps) {
  const input = useRef<HTMLInputElement>(null)
  useHotkeys([['mod+F', () => input.current?.select()]], [])
  return (
    <TextInput
      ref={input}
      value={value}
      onChange={event => onChange(event.currentTarget.value)}
      onKeyDown={event => event.key === 'Escape' && onChange('')}
      placeholder={label}
      aria-label={label}
      leftSection={<IconFilter size={14} stroke={1.75} aria-hidden />}
      w={220}
    />
  )
}
