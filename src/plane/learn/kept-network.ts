import type { LearnerShape } from '../../engine/protocol/learning'

/** A network that learned here, as this machine keeps it from visit to visit. */
export interface KeptNetwork {
  /** The file that saving would give. */
  readonly file: Uint8Array<ArrayBuffer>
  readonly shape: LearnerShape
  readonly step: number
}

/** Where the network is kept; each rejects where the browser allows none, or has no room. */
export interface Shelf {
  read(): Promise<KeptNetwork | undefined>
  write(network: KeptNetwork): Promise<unknown>
  forget(): Promise<unknown>
}

const [STORE, KEY] = ['networks', 'plane']

const answered = <Value>(request: IDBRequest<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result)
    }
    request.onerror = () => {
      reject(request.error ?? new Error('IndexedDB'))
    }
  })

async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open('noisewalk', 1)
  request.onupgradeneeded = () => {
    request.result.createObjectStore(STORE)
  }
  return answered(request)
}

async function asked<Value>(
  mode: IDBTransactionMode,
  what: (store: IDBObjectStore) => IDBRequest<Value>,
): Promise<Value> {
  const database = await open()
  try {
    return await answered(what(database.transaction(STORE, mode).objectStore(STORE)))
  } finally {
    database.close()
  }
}

/** One network, in the browser's IndexedDB. */
export const browserShelf: Shelf = {
  read: () => asked('readonly', (store) => store.get(KEY) as IDBRequest<KeptNetwork | undefined>),
  write: (network) => asked('readwrite', (store) => store.put(network, KEY)),
  forget: () => asked('readwrite', (store) => store.delete(KEY)),
}
