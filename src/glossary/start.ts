import { terms } from '../ui/terms'
import { listen } from './listen'
import { mark } from './mark'

let started = false

/** From the first call on, marks the page's symbols and makes them explain themselves. */
export function startTerms(): void {
  if (started) return
  started = true
  terms.setState({ mark })
  listen()
}
