/**
 * What the page may do, the same behind both doors. Scripts, fonts and connections come from the page's own origin and nowhere else.
 * Styles may be inline because the UI kit writes its colour scheme into a `<style>` at start; text from a store is never made into one.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  // A picture in a body, shown when asked for.
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Sent with every answer of the loopback door and of the window's own protocol. There is no CORS header among them, on purpose. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), serial=(), usb=()',
  'cache-control': 'no-store',
}
