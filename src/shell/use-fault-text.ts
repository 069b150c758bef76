import { useSyncExternalStore } from 'react'
import { faultsKnown, faultText, onFaultsKnown } from '../i18n'

/** The sentence of a fault, for components that may show one before its words have arrived: they are rendered again then. */
export function useFaultText(): typeof faultText {
  useSyncExternalStore(onFaultsKnown, faultsKnown)
  return faultText
}
