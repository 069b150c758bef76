import type { Fault } from '../protocol/pictures'

/** Why an engine does not answer; the page has a sentence for each code. */
export class EngineFault extends Error {
  constructor(readonly fault: Fault) {
    super(fault.code)
  }
}
