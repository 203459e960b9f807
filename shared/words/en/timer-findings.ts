import { pathOf } from '../subject-names'
import type { FindingSentences, TimerCode } from '../vocabulary'

const refusesToStart = 'The broker refuses to start.'
const restore = 'Restore the timer files from a backup, all of one time: the log, the wheel and config/timercheck.'
const stillInTopic = `${restore} The messages themselves are still in the topic rmq_sys_wheel_timer.`
const notDelivered = 'Timers that are found over it are not delivered, or those of another time in their place.'
const places = { below: 'below the start of the commitlog', hole: 'into a missing commitlog segment', past: 'past the end of the commitlog', 'no-record': 'at bytes that are not its message' } as const

export const timerFindingsEn: FindingSentences<TimerCode> = {
  'timer-file-invalid': (finding, say) => {
    const path = pathOf(finding)
    const { start, end } = finding.range ?? { start: 0, end: 0 }
    switch (finding.facts.reason) {
      case 'wheel-size':
        return { message: `${path} does not have the ${say.bytes(38_707_200)} of a timer wheel.`, consequence: refusesToStart, remedy: restore }
      case 'name':
        return { message: `${path} is in the directory of the timer log and is none of its files.`, consequence: refusesToStart, remedy: 'Move it out of the directory.' }
      case 'log-size':
        return { message: `${path} does not have the size of the other files of the timer log.`, consequence: refusesToStart, remedy: restore }
      case 'hole':
        return { message: `Before ${path} ${say.bytes(end - start)} of the timer log are missing.`, consequence: 'The broker starts. Timers in there, and those that are found over them, are not delivered.', remedy: restore }
      case 'unit':
        return {
          message: `${path} holds no timer at byte ${say.span(finding.range)}, where ${say.many(finding.count, 'timer', 'timers')} must be.`,
          consequence: 'A start that reads the log there cuts it there. Else what stood there, and timers that are found over it, are not delivered.',
          remedy: restore,
        }
      case 'checkpoint':
        return {
          message: `${path} is missing or cannot be read: nothing says up to when timers were delivered.`,
          consequence: 'The broker begins a week ago and delivers the timers of that week again. Which ones are still to come is not said here.',
          remedy: restore,
        }
    }
  },
  'timer-slot-wrong': (finding, say) => {
    const { what, isSetAnew } = finding.facts
    const place = `of ${pathOf(finding)} (byte ${say.span(finding.range)})`
    if (what === 'chain')
      return {
        message: `${say.many(finding.count, 'timer', 'timers')} ${place} that ${finding.count === 1 ? 'is' : 'are'} still to come ${finding.count === 1 ? 'does' : 'do'} not lead to the timer before in the same slot.`,
        consequence: notDelivered,
        remedy: stillInTopic,
      }
    return {
      message: `${say.many(finding.count, 'slot', 'slots')} ${place} ${finding.count === 1 ? 'does' : 'do'} not lead to the last timer that the log has for a time still to come.`,
      consequence: isSetAnew === 1 ? 'None after the next start: the broker reads the end of the timer log and finds the timer again.' : notDelivered,
      remedy: isSetAnew === 1 ? 'Nothing to do.' : stillInTopic,
    }
  },
  'timer-message-lost': (finding, say) => ({
    message: `${say.many(finding.count, 'timer', 'timers')} of ${pathOf(finding)} (byte ${say.span(finding.range)}) that ${finding.count === 1 ? 'is' : 'are'} still to come ${finding.count === 1 ? 'points' : 'point'} ${places[finding.facts.place]}.`,
    consequence: 'Nothing is delivered when the time comes.',
    remedy: finding.facts.place === 'past' ? 'See whether the newest segments were removed or not copied, and put them back before the broker starts.' : 'Restore the segments from a backup or a slave. Nothing else brings these messages back.',
  }),
}
