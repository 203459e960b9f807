/** Whether the window is too narrow for a table's secondary columns at first. */
export const isNarrow = (): boolean => window.matchMedia('(max-width: 1100px)').matches
