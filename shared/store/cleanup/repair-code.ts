/** Findings that a repair mends: what a delete, a shorter copy or a good `.bak` can do. Their codes name the repair. */
export const repairCodes = [
  'commitlog-hole', 'commitlog-wrong-size', 'commitlog-stray-file', 'queue-stray-file', 'config-unreadable',
  'tiered-metadata-unreadable', 'tiered-hole', 'tiered-ghost', 'tiered-size-mismatch', 'tiered-misaligned', 'tiered-stray',
] as const
export type RepairCode = (typeof repairCodes)[number]

/** A repair as the command line takes it: `plan DIR --repair tiered-hole=PLACE`. */
export const repairArgument = ({ code, place }: { readonly code: RepairCode; readonly place?: string | undefined }): string => (place === undefined ? code : `${code}=${place}`)
