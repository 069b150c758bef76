import type { RefObject } from 'react'
import { settingsText } from '../i18n/settings'
import { Button } from '../ui/button'
import { saveFile } from '../ui/save-file'
import { plotSvg } from './plot-svg'
import styles from './save-plot.module.css'

interface SaveSvgProps {
  /** Of the plot. */
  name: string
  /** The file's text; undefined where there is nothing to save. */
  write: () => string | undefined
}

/** A small button in the corner of what holds it, which saves a plot as an SVG file. */
export function SaveSvg({ name, write }: SaveSvgProps) {
  const words = settingsText.plot
  const save = () => {
    const svg = write()
    if (svg) saveFile('plot.svg', new Blob([svg], { type: 'image/svg+xml' }))
  }
  return (
    <div className={styles.save}>
      <Button kind="quiet" name={words.saveNamed(name)} explain={words.saveExplain} icon={words.save} onPress={save} />
    </div>
  )
}

/** Saves the plot in the corner of which it stands. @param within what holds the plot, and is positioned */
export function SavePlot({ within, name }: { within: RefObject<HTMLElement | null>; name: string }) {
  const write = () => {
    const plot = within.current?.querySelector('svg')
    return plot ? plotSvg(plot, location.href) : undefined
  }
  return <SaveSvg name={name} write={write} />
}
