import { useContext, useState } from 'react'
import { planeText } from '../../i18n/plane'
import { Button } from '../../ui/button'
import { copyText } from '../../ui/copy'
import { Disclosure } from '../../ui/disclosure'
import { usePlaneRoom } from '../context'
import { PlanePlayerContext } from '../player-context'
import styles from './data-panel.module.css'
import { asOwn, download, particlesCsv, pointsCsv, pointsPython } from './export-points'
import { ownPoints } from './own'

/** Points and particles as files, to compare with a program of one's own. */
export function SavePoints() {
  const plane = usePlaneRoom()
  const player = useContext(PlanePlayerContext)
  const [said, setSaid] = useState('')
  const words = planeText.planeData.save
  const present = () => {
    const { points, settings } = plane.store.getState()
    return asOwn(points, settings.points.kind === 'own' ? ownPoints(settings.points) : undefined)
  }
  const saveParticles = () => {
    const shown = player?.shown(0)
    if (shown) download('particles.csv', particlesCsv(shown.xt, shown.at, present().frame))
    setSaid(shown ? '' : words.noParticles)
  }
  const copy = () => {
    void copyText(pointsPython(present())).then((done) => {
      setSaid(done ? words.copied : words.notCopied)
    })
  }
  return (
    <Disclosure name={words.title}>
      <div className={styles.buttons}>
        <Button
          name={words.points}
          explain={words.pointsExplain}
          onPress={() => {
            download('points.csv', pointsCsv(present()))
          }}
        />
        <Button name={words.particles} explain={words.particlesExplain} disabled={!player} onPress={saveParticles} />
        <Button name={words.python} explain={words.pythonExplain} onPress={copy} />
      </div>
      <p className={styles.help} role="status">
        {said}
      </p>
    </Disclosure>
  )
}
