/** Figures as people read them; machines get the plain numbers. */

const steps = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const

/** `1.5 GiB`; three significant digits. */
export function bytes(size: number): string {
  let amount = size
  let step = 0
  while (Math.abs(amount) >= 1024 && step < steps.length - 1) {
    amount /= 1024
    step += 1
  }
  const digits = step === 0 || Math.abs(amount) >= 100 ? 0 : Math.abs(amount) >= 10 ? 1 : 2
  return `${amount.toFixed(digits)} ${steps[step]}`
}

/** Local time to the second, `2026-01-31 08:05:09`; `–` where there is none. */
export function time(milliseconds: number | null): string {
  if (milliseconds === null) return '–'
  const date = new Date(milliseconds)
  if (Number.isNaN(date.getTime())) return String(milliseconds)
  const two = (part: number): string => String(part).padStart(2, '0')
  return (
    `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ` +
    `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
  )
}

export const orDash = (value: number | string | null): string => (value === null ? '–' : String(value))
