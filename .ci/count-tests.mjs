/** Prints `passed failed skipped` of a vitest JSON report; a report that is missing counts as one failure. */
import { readFileSync } from 'node:fs'

try {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(readFileSync(process.argv[2], 'utf8'))
  console.log(numPassedTests, numFailedTests, numPendingTests + numTodoTests)
} catch (error) {
  console.error(`no test report: ${error.message}`)
  console.log(0, 1, 0)
}
