/** Saves a file: the browser puts it among the visitor's downloads. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content)
  Object.assign(document.createElement('a'), { href: url, download: name }).click()
  setTimeout(() => {
    URL.revokeObjectURL(url)
  }, 10_000) // some browsers fetch it only after the click has returned
}
