const KEY = 'theme'

/** The theme that was chosen here before, else the system's. Storage may be forbidden: then nothing is remembered. */
export function applyTheme(): void {
  let chosen: string | null = null
  try {
    chosen = localStorage.getItem(KEY)
  } catch { /* a private window without storage */ }
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
}

export function toggleTheme(): void {
  const next = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark'
  document.documentElement.dataset.theme = next
  try {
    localStorage.setItem(KEY, next)
  } catch { /* not remembered, but done */ }
}
