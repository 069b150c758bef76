import { descriptions } from './descriptions'
import { draw } from './draw'
import { fileFault } from './file-fault'
import { misplaced } from './file-kinds'
import { ownNetwork } from './own'

/** What comes with a visitor's own drawings and files. */
export const files = { draw, misplaced, own: ownNetwork, faults: fileFault, descriptions }
