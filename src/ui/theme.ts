const KEY = 'theme'

let chosenTheme: string | null = null
const systemIsDark = matchMedia('(prefers-color-scheme: dark)')
/** Paper is always light. Where the visitor's system forces its colours on every page, the system also decides between light and dark. */
const [printing, forcedColours] = [matchMedia('print'), matchMedia('(forced-colors: active)')]

function apply(): void {
  const wantedTheme = forcedColours.matches ? null : chosenTheme
  const isDark = !printing.matches && (wantedTheme === 'dark' || (wantedTheme !== 'light' && systemIsDark.matches))
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light'
}

/** Applies the theme that the visitor chose, else the system's, and follows the system when that changes. */
export function applyTheme(): void {
  try {
    chosenTheme = localStorage.getItem(KEY)
  } catch {
    /* a private window without storage */
  }
  apply()
  for (const each of [systemIsDark, printing, forcedColours]) each.addEventListener('change', apply)
}

export function toggleTheme(): void {
  chosenTheme = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark'
  apply()
  try {
    localStorage.setItem(KEY, chosenTheme)
  } catch {
    /* storage is forbidden, so the choice holds for this visit only */
  }
}
