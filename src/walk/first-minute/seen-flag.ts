const KEY = 'first-minute'

/** Whether a visitor on this machine has seen the first minute. Without storage every visit is a first one. */
export function wasSeen(): boolean {
  try {
    return localStorage.getItem(KEY) === 'seen'
  } catch {
    return false
  }
}

export function rememberSeen(): void {
  try {
    localStorage.setItem(KEY, 'seen')
  } catch {
    /* storage is forbidden, so the next visit is a first one again */
  }
}
