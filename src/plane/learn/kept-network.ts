import type { LearnerShape } from '../../engine/protocol/learning'

/** A network that learned here, as this machine keeps it for the next visit. */
export interface KeptNetwork {
  /** The file that saving would give. */
  readonly file: Uint8Array<ArrayBuffer>
  readonly shape: LearnerShape
  readonly step: number
}

/** The place where a network is kept. Each method rejects if the browser forbids storage or has no room. */
export interface Shelf {
  read(): Promise<KeptNetwork | undefined>
  write(network: KeptNetwork): Promise<unknown>
  forget(): Promise<unknown>
}

const [STORE, KEY] = ['networks', 'plane']

const resultOf = <Value>(request: IDBRequest<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result)
    }
    request.onerror = () => {
      reject(request.error ?? new Error('IndexedDB'))
    }
  })

async function open(): Promise<IDBDatabase> {
  const opening = indexedDB.open('noisewalk', 1)
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore(STORE)
  }
  return resultOf(opening)
}

async function request<Value>(
  mode: IDBTransactionMode,
  what: (store: IDBObjectStore) => IDBRequest<Value>,
): Promise<Value> {
  const database = await open()
  try {
    return await resultOf(what(database.transaction(STORE, mode).objectStore(STORE)))
  } finally {
    database.close()
  }
}

/** One network, in the browser's IndexedDB. */
export const browserShelf: Shelf = {
  read: () => request('readonly', (store) => store.get(KEY) as IDBRequest<KeptNetwork | undefined>),
  write: (network) => request('readwrite', (store) => store.put(network, KEY)),
  forget: () => request('readwrite', (store) => store.delete(KEY)),
}
