/** Where a group stands on its topic's lane. */
export interface GroupMark {
  readonly group: string
  readonly x: number
  /** None at the end of the log, where a group that keeps up stands, nor where a neighbour's would lie under it. */
  readonly label: { readonly text: string; readonly left: number; readonly width: number } | undefined
}

const LABELLED_FROM_SHARE_BEHIND = 0.05
const BESIDE_MARK = 8
const widthOf = (text: string): number => text.length * 6 + 10

/** The groups in view from left to right. A name that would lie over another's is counted behind that, beside the last of them: `GID_a +2`. */
export function groupMarks(groups: readonly { readonly group: string; readonly physicalOffset: number }[], axis: { readonly width: number; x(offset: number): number }): GroupMark[] {
  const marks: GroupMark[] = []
  let last: { at: number; group: string; more: number } | undefined
  const inView = groups.map(({ group, physicalOffset }) => ({ group, x: axis.x(physicalOffset) })).filter(({ x }) => x >= 0 && x <= axis.width)
  for (const { group, x } of inView.toSorted((a, b) => a.x - b.x)) {
    const before = last && marks[last.at]
    const label = 1 - x / axis.width > LABELLED_FROM_SHARE_BEHIND ? labelAt(x, group, axis.width) : undefined
    const isCovered = label && before?.label && label.left < before.label.left + before.label.width
    marks.push({ group, x, label: isCovered ? undefined : label })
    if (isCovered && last) {
      last.more += 1
      marks[last.at] = { ...before, label: labelAt(x, `${last.group} +${last.more}`, axis.width) }
    } else if (label) last = { at: marks.length - 1, group, more: 0 }
  }
  return marks
}

/** To the right of the mark, or to its left where the lane ends. */
function labelAt(x: number, text: string, laneWidth: number): NonNullable<GroupMark['label']> {
  const width = widthOf(text)
  return { text, width, left: x + BESIDE_MARK + width + 4 > laneWidth ? x - BESIDE_MARK - width : x + BESIDE_MARK }
}
