import type { Finding } from '../store/checks/finding'

/** `orders/3`, the way RocketMQ's own tools name a queue. */
export const queueName = ({ subject }: Pick<Finding, 'subject'>): string => `${subject.topic ?? '?'}/${subject.queueId ?? '?'}`

export const pathOf = ({ subject }: Pick<Finding, 'subject'>): string => subject.path ?? ''

/** An errno name such as EACCES is said as it is; what a parser says stays with the finding. */
export const isErrorName = (reason: string): boolean => /^E[A-Z0-9]+$/.test(reason)
