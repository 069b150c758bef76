/**
 * Remembers what was made last, so that pictures to choose from and the answer to them are of the same walks, taken once.
 * @returns a function that makes anew where the key is another one, or where making has failed
 */
export function lastMade<Value>(): (key: string, make: () => Promise<Value>) => Promise<Value> {
  let last: { readonly key: string; readonly value: Promise<Value> } | undefined
  return (key, make) => {
    if (last?.key === key) return last.value
    const made = { key, value: make() }
    last = made
    made.value.catch(() => {
      if (last === made) last = undefined
    })
    return made.value
  }
}
