/** The window's own protocol; `standard` URLs have a host, and with it an origin. */
export const pageScheme = 'app'
export const pageAddress = `${pageScheme}://store-inspector/`

/** Whether `url` is of the same origin as the page. (`URL.origin` is "null" for schemes that the URL standard does not name.) */
export function isOfPage(url: string, page: string): boolean {
  if (!URL.canParse(url)) return false
  const [one, other] = [new URL(url), new URL(page)]
  return one.protocol === other.protocol && one.host === other.host
}
