import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { planeText } from '../../i18n/plane'
import { Button } from '../../ui/button'
import { Choice } from '../../ui/choice'
import { Range } from '../../ui/range'
import { usePlane, usePlaneRoom } from '../context'
import { planeHistory } from '../undo'
import { brushOf, emptySheet, type Tool } from './brush'
import styles from './data-panel.module.css'
import { MOST_POINTS } from './read-points'

const TOOLS: readonly Tool[] = ['draw0', 'draw1', 'erase']

/** The tools of the brush while the visitor draws points. */
export function BrushTools() {
  const plane = usePlaneRoom()
  const brush = brushOf(plane)
  const { tool, width, empty } = useStore(brush)
  const history = planeHistory(plane)
  const canUndo = useStore(history.store, (state) => state.canUndo)
  const full = usePlane(({ points }) => points.labels.length >= MOST_POINTS)
  const words = planeText.planeData.brush
  const tools = useRef<HTMLDivElement>(null)
  useEffect(() => {
    tools.current?.scrollIntoView({ block: 'nearest' })
  }, []) // the panel scrolls
  return (
    <div ref={tools} className={styles.brush} role="group" aria-label={words.tool}>
      <p className={styles.help}>{full ? words.full(MOST_POINTS) : words.help}</p>
      <Choice
        name={words.tool}
        nameHidden
        value={tool}
        onChange={(next) => {
          brush.setState({ tool: next })
        }}
        options={TOOLS.map((value) => ({ value, label: words.tools[value], title: words.toolTitles[value] }))}
      />
      {tool !== 'erase' && (
        <Range
          name={words.width}
          value={width}
          min={0}
          max={0.4}
          step={0.01}
          format={(value) => words.widthValue(value)}
          onChange={(next) => {
            brush.setState({ width: next })
          }}
        />
      )}
      <div className={styles.buttons}>
        <Button
          name={words.undo}
          explain={words.undoExplain}
          disabled={!canUndo}
          onPress={() => {
            history.undo()
          }}
        />
        <Button
          name={words.fresh}
          explain={words.freshExplain}
          disabled={empty}
          onPress={() => {
            emptySheet(plane)
          }}
        />
      </div>
    </div>
  )
}
