const READ_WITHIN_MS = 60_000

/** Lets the browser save a text as a file. */
export function saveFile(fileName: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  // The download reads from it after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), READ_WITHIN_MS)
}
