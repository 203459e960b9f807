/** Segments of a log and the queue that still points before it. */
export function ProductMark() {
  return (
    <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
      <rect x="1" y="3" width="9" height="4" rx="1" fill="var(--c-ok)" />
      <rect x="12" y="3" width="9" height="4" rx="1" fill="var(--log)" />
      <rect x="5" y="9" width="16" height="4" rx="1" fill="var(--log)" />
      <rect x="1" y="9" width="3" height="4" rx="1" fill="url(#unit-expired-visible)" />
      <rect x="1" y="15" width="13" height="4" rx="1" fill="var(--log)" />
      <rect x="15.5" y="15" width="5.5" height="4" rx="1" fill="none" stroke="var(--edge)" />
    </svg>
  )
}
