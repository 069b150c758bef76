import { type ComponentType, useEffect, useState } from 'react'
import { boundText } from '../../i18n/bound'
import { Button } from '../../ui/button'
import { Choice } from '../../ui/choice'
import { modelOf } from '../model/models'
import { withModel } from '../model/settings'
import { usePlayer } from '../run/context'
import { patchSettings } from '../run/player'
import styles from './bound.module.css'
import { BoundContext, scheduleName, titleOf, useBound, useBoundStore, useSubjectSettings } from './context'
import { CurvesView } from './curves-view'
import { SkippingView } from './skipping-view'
import { boundOf, VIEWS, type View } from './store'
import { keyOf } from './subject'
import { TermsView } from './terms-view'
import { twinOf } from './twins'
import { WeightsView } from './weights-view'

const views: Readonly<Record<View, ComponentType>> = {
  terms: TermsView,
  weights: WeightsView,
  curves: CurvesView,
  skipping: SkippingView,
}

/** Which network is measured, and the one to compare it with. */
function Loaded() {
  const player = usePlayer()
  const settings = useSubjectSettings()
  const { id } = modelOf(settings)
  const twin = twinOf(id)
  return (
    <div className={styles.loaded}>
      <p>{boundText.loaded(titleOf(id, settings.own), scheduleName(settings))}</p>
      {twin ? (
        <Button
          name={boundText.twin(scheduleName({ model: twin }))}
          explain={boundText.twinExplain}
          onPress={() => {
            patchSettings(player, withModel(player.store.getState().settings, { model: twin, own: null }))
          }}
        />
      ) : (
        <p className={styles.note}>{boundText.noTwin}</p>
      )}
    </div>
  )
}

/** What is measured stops when the panel closes, or another network or picture is chosen. */
function useStopping() {
  const store = useBoundStore()
  const settings = useSubjectSettings()
  const key = keyOf(settings, settings.model)
  useEffect(() => () => store.getState().work?.stop(), [store, key])
}

function Body() {
  useStopping()
  const store = useBoundStore()
  const view = useBound((state) => state.view)
  const View = views[view]
  return (
    <div className={styles.bound}>
      <Loaded />
      <Choice
        name={boundText.viewsName}
        nameHidden
        value={view}
        options={VIEWS.map((value) => ({ value, label: boundText.views[value] }))}
        onChange={(next) => {
          store.setState({ view: next })
        }}
      />
      <View />
    </div>
  )
}

/** The variational bound, measured live, with what follows from it: Improved DDPM's figures on this network. */
export function Bound() {
  const player = usePlayer()
  const [store] = useState(() => boundOf(player))
  return (
    <BoundContext value={store}>
      <Body />
    </BoundContext>
  )
}
