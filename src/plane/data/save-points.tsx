import { useContext, useState } from 'react'
import { planeText } from '../../i18n/plane'
import { Button } from '../../ui/button'
import { copyText } from '../../ui/copy'
import { Disclosure } from '../../ui/disclosure'
import { usePlaneRoom } from '../context'
import { PlanePlayerContext } from '../player-context'
import styles from './data-panel.module.css'
import { asOwn, particlesCsv, pointsCsv, pointsPython, saveCsv } from './export-points'
import { ownPoints } from './own'

/** Saves points and particles as files or Python code, to compare with one's own program. */
export function SavePoints() {
  const plane = usePlaneRoom()
  const player = useContext(PlanePlayerContext)
  const [message, setMessage] = useState('')
  const words = planeText.planeData.save
  const currentPoints = () => {
    const { points, settings } = plane.store.getState()
    return asOwn(points, settings.points.kind === 'own' ? ownPoints(settings.points) : undefined)
  }
  const saveParticles = () => {
    const frame = player?.stageFrame(0)
    if (frame) saveCsv('particles.csv', particlesCsv(frame.xt, frame.at, currentPoints().frame))
    setMessage(frame ? '' : words.noParticles)
  }
  const copy = () => {
    void copyText(pointsPython(currentPoints())).then((isCopied) => {
      setMessage(isCopied ? words.copied : words.notCopied)
    })
  }
  return (
    <Disclosure name={words.title}>
      <div className={styles.buttons}>
        <Button
          name={words.points}
          explain={words.pointsExplain}
          onPress={() => {
            saveCsv('points.csv', pointsCsv(currentPoints()))
          }}
        />
        <Button name={words.particles} explain={words.particlesExplain} disabled={!player} onPress={saveParticles} />
        <Button name={words.python} explain={words.pythonExplain} onPress={copy} />
      </div>
      <p className={styles.help} role="status">
        {message}
      </p>
    </Disclosure>
  )
}
