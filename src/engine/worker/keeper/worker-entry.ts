import { startWorker } from '../worker-start'

// Holds nothing: see worker-start.ts.
startWorker(() => import('./worker'))
