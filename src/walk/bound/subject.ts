import { classCount } from '../model/classes'
import { type Model, modelOf, valuesOf } from '../model/models'
import { type Gallery, pictureValues } from '../model/pictures'
import type { Settings } from '../model/settings'
import type { Player } from '../run/player'
import type { WalkState } from '../run/store'
import type { Walkers } from './skipping'
import type { Subject } from './terms'

/** Of every noise here: what is measured of two networks is measured behind the same noise, whatever the room's seed. */
const SEED = 0

/** Whether the network that is chosen is there. */
export const networkIsThere = ({ network }: Player, { engine, settings }: WalkState): boolean =>
  engine.status === 'ready' && network.status === 'ready' && network.id === settings.model

/** The class without which the network cannot be asked, if there is one. */
const labelOf = ({ hasNullClass }: Model, { label }: Settings): number | null => (hasNullClass ? null : label)

/** The subject of some settings, and the key under which it is measured; undefined while its picture is not there. */
export function subjectOf(
  settings: Settings,
  gallery: Gallery | undefined,
): { readonly key: string; readonly subject: Subject } | undefined {
  const model = modelOf(settings)
  const x0 = pictureValues(settings.picture, gallery)
  if (x0?.length !== valuesOf(model)) return undefined
  const label = labelOf(model, settings)
  return { key: keyOf(settings, model.id), subject: { model, x0, label, seed: SEED } }
}

/** The key of a network's bound of the chosen picture. */
export const keyOf = (settings: Settings, model: string): string =>
  JSON.stringify([model, settings.picture, labelOf(modelOf({ ...settings, model }), settings)])

/** Who is walked to see what first steps are worth: of a network with one menu one picture of each class in turn. */
export function walkersOf(settings: Settings): Walkers {
  const model = modelOf(settings)
  const classes = model.menus.length === 1 ? classCount(model.menus) : 0
  return {
    model,
    values: valuesOf(model),
    labelOf: (i) => (classes > 0 ? i % classes : labelOf(model, settings)),
    seed: SEED,
  }
}
