import { useState } from 'react'
import { text } from '../../i18n'
import { laterText } from '../../i18n/later'
import { openShare } from '../../shell/share'
import { copyLink } from '../../shell/use-passing-message'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { usePlayer } from '../run/context'
import { writeLink } from '../run/link'
import { defaults } from '../model/settings'
import styles from './teachers.module.css'

/** A link to the state of a first visit. It names the seed, because with any link there are no hints. */
const startLink = `#seed=${defaults.seed}`

/** A button that copies a link, and says beside it whether it could. */
function Copy({ name, link }: { name: string; link: () => string }) {
  const [answer, setAnswer] = useState('')
  return (
    <p className={styles.copy}>
      <Button
        name={name}
        onPress={() => {
          void copyLink(link()).then(setAnswer)
        }}
      />
      <span role="status">{answer}</span>
    </p>
  )
}

/** A page for teachers: links, keys, lessons without a connection, and questions for the class. */
export function Teachers({ onClose }: { onClose: () => void }) {
  const { store } = usePlayer()
  const words = laterText.teachers
  return (
    <Dialog title={words.title} close={text.close} open onClose={onClose}>
      <section className={styles.part}>
        <h3>{words.links}</h3>
        <p>{words.linksText}</p>
        <Copy name={words.copyState} link={() => writeLink(store.getState().settings) || startLink} />
      </section>
      <section className={styles.part}>
        <h3>{words.share}</h3>
        <p>{words.shareText}</p>
        <p>
          <Button name={text.header.shareAs} explain={text.header.shareAsExplain} onPress={openShare} />
        </p>
      </section>
      <section className={styles.part}>
        <h3>{words.hints}</h3>
        <p>{words.hintsText}</p>
        <Copy name={words.copyStart} link={() => startLink} />
      </section>
      <section className={styles.part}>
        <h3>{words.present}</h3>
        <p>{words.presentText}</p>
        <dl className={styles.keys}>
          {words.keys.map(([keys, does]) => (
            <div key={keys}>
              <dt>{keys.split(' ').map((key) => (key === '…' ? ' … ' : <kbd key={key}>{key}</kbd>))}</dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section className={styles.part}>
        <h3>{words.offline}</h3>
        <p>{words.offlineText}</p>
      </section>
      <section className={styles.part}>
        <h3>{words.ask}</h3>
        <ol>
          {words.questions.map((question) => (
            <li key={question}>{question}</li>
          ))}
        </ol>
      </section>
    </Dialog>
  )
}
