import { useShallow } from 'zustand/react/shallow'
import { planeText } from '../i18n/plane'
import { Choice } from '../ui/choice'
import { Select } from '../ui/select'
import { Switch } from '../ui/switch'
import { patchPlane, usePlane, usePlaneRoom } from './context'
import styles from './panel.module.css'
import { ARROWS, COLOURS, HEAT_MAPS, type PlaneSettings } from './settings'
import type { PlaneState } from './store'

type Layers = Pick<PlaneSettings, 'heatMap' | 'arrows' | 'contours' | 'trails' | 'dataShown' | 'colourBy' | 'direction'>

const layersOf = ({
  settings: { heatMap, arrows, contours, trails, dataShown, colourBy, direction },
}: PlaneState): Layers => ({ heatMap, arrows, contours, trails, dataShown, colourBy, direction })

/** Chooses the layers of the picture. */
export function ShownPanel() {
  const words = planeText.shown
  const plane = usePlaneRoom()
  const { heatMap, arrows, contours, trails, dataShown, colourBy, direction } = usePlane(useShallow(layersOf)) // not each frame
  const set = (patch: Parameters<typeof patchPlane>[1]) => {
    patchPlane(plane, patch)
  }
  return (
    <section className={styles.panel} aria-labelledby="shown-title">
      <h2 id="shown-title">{words.title}</h2>
      <Select
        name={words.heatMap}
        explain={words.heatMapExplain[heatMap]}
        value={heatMap}
        options={HEAT_MAPS.map((value) => ({ value, label: words.heatMaps[value] }))}
        onChange={(next) => {
          set({ heatMap: next })
        }}
      />
      <Select
        name={words.arrows}
        explain={words.arrowsExplain[arrows]}
        value={arrows}
        options={ARROWS.map((value) => ({ value, label: words.arrowKinds[value] }))}
        onChange={(next) => {
          set({ arrows: next })
        }}
      />
      <Choice
        name={words.colour}
        explain={words.coloursExplain[colourBy]}
        value={colourBy}
        options={COLOURS.map((value) => ({ value, label: words.colours[value] }))}
        onChange={(next) => {
          set({ colourBy: next })
        }}
      />
      <div className={styles.switches}>
        <Switch
          name={words.contours}
          on={contours}
          onChange={(on) => {
            set({ contours: on })
          }}
        />
        <Switch
          name={words.data}
          on={dataShown}
          onChange={(on) => {
            set({ dataShown: on })
          }}
        />
        <Switch
          name={words.trails}
          on={trails}
          disabled={direction === 'forward'}
          onChange={(on) => {
            set({ trails: on })
          }}
        />
      </div>
    </section>
  )
}
