/** The only channels between the page and the main process. */
export const channels = { call: 'call', cancel: 'cancel', event: 'event' } as const
