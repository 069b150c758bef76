const KEY = 'theme'

let chosen: string | null = null

/** The theme that was chosen here, else the system's, also when that changes. Storage may be forbidden: then nothing is remembered. */
export function applyTheme(): void {
  try {
    chosen = localStorage.getItem(KEY)
  } catch { /* a private window without storage */ }
  const system = matchMedia('(prefers-color-scheme: dark)')
  const apply = () => {
    const dark = chosen === 'dark' || (chosen !== 'light' && system.matches)
    document.documentElement.dataset.theme = dark ? 'dark' : 'light'
  }
  apply()
  system.addEventListener('change', apply)
}

export function toggleTheme(): void {
  const next = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark'
  chosen = next
  document.documentElement.dataset.theme = next
  try {
    localStorage.setItem(KEY, next)
  } catch { /* not remembered, but done */ }
}
