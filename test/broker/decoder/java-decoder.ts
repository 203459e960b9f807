import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { logbackConfiguration, prepareBroker } from '../broker-classpath'

/** What RocketMQ's own decoder says of one record; `DecodedMessages.java` says how. */
export interface JavaMessage {
  readonly storeSize: number
  readonly bodyCrc: number
  readonly queueId: number
  readonly flag: number
  readonly queueOffset: string
  readonly physicalOffset: string
  readonly systemFlag: number
  readonly transaction: number
  readonly bornTimestamp: string
  readonly bornHost: string
  readonly storeTimestamp: string
  readonly storeHost: string
  readonly reconsumeTimes: number
  readonly preparedTransactionOffset: string
  readonly topic: string
  readonly properties: Readonly<Record<string, string>>
  readonly body: string
  readonly batch: readonly { readonly flag: number; readonly properties: Readonly<Record<string, string>>; readonly body: string }[]
  readonly messageId: string
  readonly idLeadsTo: string
  readonly uniqueKey?: string
  readonly damaged: boolean
}

export interface DecodedLog {
  readonly log: Buffer
  readonly messages: readonly JavaMessage[]
}

export interface JavaDecoder {
  /** Records of many shapes, encoded and decoded by RocketMQ; the same seed gives the same ones. */
  decode(seed: number, count: number): DecodedLog
}

/** Compiles the programs of this folder against a broker; `directory` is for their classes and what they write. */
export function compileJavaDecoder(directory: string): JavaDecoder {
  const jars = prepareBroker('5.4.0')
  const classes = join(directory, 'classes')
  mkdirSync(classes)
  const sources = readdirSync(import.meta.dirname).filter(name => name.endsWith('.java')).map(name => join(import.meta.dirname, name))
  execFileSync('javac', ['-nowarn', '-d', classes, '-cp', jars, ...sources])
  const quiet = ['logback', 'rmq.logback'].map(logger => `-D${logger}.configurationFile=${logbackConfiguration}`)
  return {
    decode(seed, count) {
      const [log, json] = [join(directory, 'log'), join(directory, 'json')]
      execFileSync('java', ['-Xmx256m', '-XX:+UseSerialGC', `-Dbroker.log=${join(directory, 'java.log')}`, ...quiet, '-cp', [classes, jars].join(delimiter), 'DecodedMessages', String(seed), String(count), log, json])
      const decoded = {
        log: readFileSync(log),
        messages: readFileSync(json, 'utf8').trimEnd().split('\n').map(line => JSON.parse(line) as JavaMessage),
      }
      for (const file of [log, json]) rmSync(file)
      return decoded
    },
  }
}
