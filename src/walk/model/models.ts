import {
  cosineSchedule,
  discreteProcess,
  givenSchedule,
  linearSchedule,
  type Process,
  type Schedule,
} from '../../diffusion'
import type { ClipLimits, NetworkInfo, NetworkTraits } from '../../engine/protocol/pictures'
import type { Menu } from '../../network'
import { PORTABLE } from '../../shell/portable'
import { T } from '../../runs/timeline'

/** One question that a network can be asked. */
export interface ModelMenu extends Menu {
  /** It is a menu of one of our networks: each language has words for its labels (`class-words.ts`). */
  readonly ours?: true
}

/** What the page knows of a network before it is fetched. `test/walk/model/models.test.ts` holds it to the network's own card. */
export interface Model extends NetworkTraits {
  /** Its folder in public/models, and its name in a link. */
  readonly id: string
  readonly channels: 1 | 3
  readonly schedule: Schedule
  /** The schedule in continuous time. */
  readonly training: Process
  readonly menus: readonly ModelMenu[]
  /** Whether it has a learned-range variance head. */
  readonly learned: boolean
  /** What it is asked for at first: a class (`classes.ts`), or null for any. */
  readonly first: number | null
  /** Guidance's scale at first. Most do without; what emoji are asked for comes out clearly only with it. */
  readonly guidance: number
  /** Starter pictures: public/samples/<name>.bin and .json. */
  readonly samples: string
  /** Folder in public/models of a classifier of its pictures, noisy or not; null where there is none. */
  readonly classifier: string | null
  /** White ink on black, as MNIST's, or a picture on white paper. */
  readonly paper: 'black' | 'white'
}

/** Black and white, and Imagen's quantile. */
const PICTURE_LIMITS: ClipLimits = { range: 1, quantile: 0.995, most: Infinity }

/** A menu of one of our networks. Its labels are numbers here, words where they are shown. */
const menu = (name: string, labels: number): ModelMenu => ({
  name,
  labels: Array.from({ length: labels }, (_, i) => String(i)),
  ours: true,
})
const cosine = cosineSchedule(T)

const model = (id: string, { schedule = cosine, ...rest }: Partial<Omit<Model, 'id' | 'training'>>): Model => ({
  id,
  channels: 1,
  size: 28,
  schedule,
  training: discreteProcess(schedule),
  menus: [menu('digit', 10)],
  hasNullClass: true,
  first: 3,
  guidance: 1,
  prediction: 'epsilon',
  takesPlainInputs: true,
  learned: true,
  clipLimits: PICTURE_LIMITS,
  samples: 'digits',
  classifier: 'digits-classifier',
  paper: 'black',
  ...rest,
})

const clothes = {
  menus: [menu('garment', 10)],
  samples: 'fashion',
  classifier: null,
} as const
const emoji = {
  channels: 3,
  size: 32,
  menus: [menu('style', 2), menu('group', 40)],
  samples: 'emoji',
  classifier: null,
  paper: 'white',
  first: 86,
  guidance: 3,
} as const
const linear = { schedule: linearSchedule(T) }
const velocity = { prediction: 'v_prediction' } as const

/** The network that the page opens with. It predicts v, so that it can say the mean digit at pure noise. */
export const FIRST = model('digits-v', velocity)

/** Our networks, in the order of the shelf. */
export const SHELF: readonly Model[] = [
  FIRST,
  model('fashion-v', { ...clothes, ...velocity }),
  model('emoji-v', { ...emoji, ...velocity }),
  // The twin of the first in all but the schedule that it was trained with.
  model('linear-v', { ...linear, ...velocity }),
  // One training run of a small network, from its random beginning on.
  ...['growing-0', 'growing-100', 'growing-500', 'growing-2000', 'growing'].map((id) => model(id, {})),
]

/** Those that the page offers: the portable one, a single file, has the first in it. */
export const OFFERED: readonly Model[] = PORTABLE ? [FIRST] : SHELF

/** Networks that the shelf had before: links that name them open them still. They predict ε. */
const EARLIER: readonly Model[] = [
  model('digits', {}),
  model('fashion', clothes),
  model('emoji', emoji),
  model('linear', linear),
]

/** Every network of ours that a link can name. */
export const NAMED: readonly Model[] = [...SHELF, ...EARLIER]

const byId = new Map(NAMED.map((each) => [each.id, each]))

/** A network that the visitor opened, as far as the page knows it. Plain data: settings carry it, a link cannot. */
export interface OwnNetwork {
  /** Its name among all that were opened in this visit: own-1, own-2, … */
  readonly id: string
  readonly title: string
  readonly info: NetworkInfo
}

/** What a link says of any network that the visitor opened. */
export const OWN = 'own'

/** The id of the visitor's n-th network. */
export const ownId = (n: number): string => `${OWN}-${n}`

/** Whether a network is one that the visitor opened. */
export const isOwn = (id: string): boolean => id.startsWith(`${OWN}-`)

const ownModels = new WeakMap<OwnNetwork, Model>()

/** The visitor's own network in the words of the shelf; always the same object for the same network. */
function ownModel(ownNetwork: OwnNetwork): Model {
  const { channels, size, betas, menus, hasNullClass, prediction, takesPlainInputs, variance, clipLimits } =
    ownNetwork.info
  const knownModel = ownModels.get(ownNetwork)
  if (knownModel) return knownModel
  const schedule = givenSchedule(betas)
  const model: Model = {
    id: ownNetwork.id,
    channels: channels === 3 ? 3 : 1,
    size,
    schedule,
    training: discreteProcess(schedule),
    menus,
    hasNullClass,
    first: hasNullClass ? null : 0,
    guidance: 1,
    prediction,
    takesPlainInputs,
    learned: variance === 'learned',
    clipLimits,
    samples: 'digits',
    classifier: null,
    paper: 'black',
  }
  ownModels.set(ownNetwork, model)
  return model
}

/** The chosen network: its id, and its description if it is the visitor's own. */
export interface ChosenModel {
  readonly model: string
  readonly own?: OwnNetwork | null
}

/** The network of settings. */
export const modelOf = ({ model, own: ownNetwork }: ChosenModel): Model =>
  ownNetwork?.id === model ? ownModel(ownNetwork) : (byId.get(model) ?? FIRST)

/** Numbers that make one picture. */
export const valuesOf = ({ channels, size }: Pick<Model, 'channels' | 'size'>): number => channels * size * size
