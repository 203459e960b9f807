import type { IncomingHttpHeaders } from 'node:http'
import { TurnedAway } from './turned-away'

/**
 * Lets a request through only if it was made for this address by this page. A name that a foreign DNS server points at 127.0.0.1 arrives
 * with that name in `Host`; a foreign page arrives with its own `Origin`.
 *
 * @throws TurnedAway
 */
export function checkOrigin(headers: IncomingHttpHeaders, port: number): void {
  const { host, origin } = headers
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) {
    throw new TurnedAway(403, 'wrong-host', 'this address is answered only as 127.0.0.1 or localhost')
  }
  if (origin !== undefined && origin !== `http://${host}`) {
    throw new TurnedAway(403, 'wrong-origin', 'only the page served from this address may ask')
  }
}

/**
 * For calls and events: browsers say where a request was made; a script or a command-line client says nothing.
 *
 * @throws TurnedAway
 */
export function checkSameSite(headers: IncomingHttpHeaders): void {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') {
    throw new TurnedAway(403, 'wrong-origin', 'only the page served from this address may ask')
  }
}
