const KEY = 'theme'

let chosen: string | null = null
const system = matchMedia('(prefers-color-scheme: dark)')
/** Paper is white; colours that the visitor's system forces on every page are light or dark as it says. */
const [printed, forced] = [matchMedia('print'), matchMedia('(forced-colors: active)')]

function apply(): void {
  const wanted = forced.matches ? null : chosen
  const dark = !printed.matches && (wanted === 'dark' || (wanted !== 'light' && system.matches))
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
}

/** The theme that was chosen here, else the system's, also when that changes. Storage may be forbidden: then nothing is remembered. */
export function applyTheme(): void {
  try {
    chosen = localStorage.getItem(KEY)
  } catch {
    /* a private window without storage */
  }
  apply()
  for (const each of [system, printed, forced]) each.addEventListener('change', apply)
}

export function toggleTheme(): void {
  chosen = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark'
  apply()
  try {
    localStorage.setItem(KEY, chosen)
  } catch {
    /* not remembered, but done */
  }
}
