import { type ComponentType, lazy } from 'react'

/** A component of a part that comes after the first picture, and what fetches it ahead: later there may be no connection. */
export function later<Props>(load: () => Promise<ComponentType<Props>>) {
  return Object.assign(lazy(async () => ({ default: await load() })), { ahead: () => { void load() } })
}

export const KeysDialog = later(() => import('./KeysDialog').then((module) => module.KeysDialog))
