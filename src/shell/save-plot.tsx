import type { RefObject } from 'react'
import { settingsText } from '../i18n/settings'
import { Button } from '../ui/button'
import { saveFile } from '../ui/save-file'
import { plotSvg } from './plot-svg'
import styles from './save-plot.module.css'

/** A small button in the corner of a plot, which saves it as an SVG file. @param within what holds the plot, and is positioned */
export function SavePlot({ within, name }: { within: RefObject<HTMLElement | null>; name: string }) {
  const words = settingsText.plot
  const save = () => {
    const plot = within.current?.querySelector('svg')
    if (plot) saveFile('plot.svg', new Blob([plotSvg(plot, location.href)], { type: 'image/svg+xml' }))
  }
  return (
    <div className={styles.save}>
      <Button kind="quiet" name={words.saveNamed(name)} explain={words.saveExplain} icon={words.save} onPress={save} />
    </div>
  )
}
