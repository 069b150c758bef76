import { startEngine } from '../../engine/page/pictures/client'
import { wantedKernels } from '../../shell/backend'
import { keepEngine } from '../../walk/ask/kept-engine'

/** The engine that measures beside the screen, for one question after another of the open lesson. */
export const asideEngine = keepEngine(() => startEngine(wantedKernels()))
