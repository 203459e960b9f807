/**
 * The two address spaces of a store. They are both plain numbers and mixing them is this domain's classic mistake,
 * so each has a brand; nothing else in the project is branded.
 */
declare const space: unique symbol

/** Byte position in the never-ending address space of a commitlog (local, or the flat one of a tiered queue). */
export type PhysicalOffset = number & { readonly [space]: 'physical' }

/** A message's ordinal in its queue: a unit's index. */
export type QueueOffset = number & { readonly [space]: 'queue' }

export const physicalOffset = (value: number): PhysicalOffset => value as PhysicalOffset
export const queueOffset = (value: number): QueueOffset => value as QueueOffset

/** Moves an offset by a distance in its own address space. */
export const advance = <O extends PhysicalOffset | QueueOffset>(offset: O, by: number): O => (offset + by) as O
