import { terms } from '../ui/terms'
import { listen } from './listen'
import { mark } from './mark'

let started = false

/** Marks the symbols of the page, and has them explain themselves; once. */
export function startTerms(): void {
  if (started) return
  started = true
  terms.setState({ mark })
  listen()
}
