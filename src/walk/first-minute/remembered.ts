const KEY = 'first-minute'

/** Whether this machine has seen the first minute. Storage may be forbidden: then every visit is a first one. */
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
    /* not remembered, but seen */
  }
}
