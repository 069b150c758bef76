import { keepEngine } from '../../walk/ask/kept-engine'

/** The engine that measures beside the screen, for one question after another of the open lesson. */
export const asideEngine = keepEngine()
