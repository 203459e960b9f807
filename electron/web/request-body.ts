import type { IncomingMessage } from 'node:http'
import { z } from 'zod'
import { TurnedAway } from './turned-away'

const callBody = z.object({ input: z.unknown(), callId: z.string().min(1).max(128) })
export type CallBody = z.infer<typeof callBody>

/**
 * Reads `{input, callId}`. A body that is too large is not read to its end.
 *
 * @throws TurnedAway
 */
export async function readCallBody(request: IncomingMessage, maxBytes: number): Promise<CallBody> {
  if (request.headers['content-type']?.split(';')[0]?.trim() !== 'application/json') {
    throw new TurnedAway(415, 'invalid-request', 'a call is sent as application/json')
  }
  const parsed = callBody.safeParse(parseJson(await readText(request, maxBytes)))
  if (!parsed.success) throw new TurnedAway(400, 'invalid-request', 'a call is {"input": …, "callId": "…"}')
  return parsed.data
}

async function readText(request: IncomingMessage, maxBytes: number): Promise<string> {
  const tooLarge = (): TurnedAway => new TurnedAway(413, 'body-too-large', `a call may have ${maxBytes} bytes`)
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge()
  const chunks: Buffer[] = []
  let size = 0
  // The connection stays open when this stops early, or the refusal could not be sent.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.byteLength
    if (size > maxBytes) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new TurnedAway(400, 'invalid-request', 'the body is not JSON')
  }
}
