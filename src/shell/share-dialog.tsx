import { useState } from 'react'
import { text } from '../i18n'
import { shareText } from '../i18n/share'
import { Button } from '../ui/button'
import { Checks } from '../ui/checks'
import { copyText } from '../ui/copy'
import { Dialog } from '../ui/dialog'
import { fitsQrCode, QrCode } from '../ui/qr-code'
import { Switch } from '../ui/switch'
import { hidden } from './hidden'
import { useRooms } from './rooms'
import styles from './share-dialog.module.css'
import { frameOf, offeredParts, sharedLink } from './share-link'

/** A text to take along, and a button that copies it. */
function Copied({ name, copy, children }: { name: string; copy: string; children: string }) {
  const [answer, setAnswer] = useState('')
  return (
    <div className={styles.copied}>
      <h3>{name}</h3>
      <code tabIndex={0}>{children}</code>
      <p className={styles.row}>
        <Button
          kind="primary"
          name={copy}
          onPress={() => {
            void copyText(children).then((could) => {
              setAnswer(could ? shareText.copied : shareText.notCopied)
            })
          }}
        />
        <span role="status">{answer}</span>
      </p>
    </div>
  )
}

/** The link as a class scans it from the wall. */
function Code({ link }: { link: string }) {
  const words = shareText
  const fits = fitsQrCode(link)
  return (
    <figure className={styles.code}>
      {fits && <QrCode text={link} label={words.code} />}
      <figcaption>
        {fits ? words.codeExplain : words.noCode} {location.protocol === 'file:' && words.fileOnly}
      </figcaption>
    </figure>
  )
}

/** Makes a link to what is shown: with parts of the page left out, as a frame in another page, as a QR code. */
export function ShareDialog({ onClose }: { onClose: () => void }) {
  const words = shareText
  const rooms = useRooms()
  const [fragment] = useState(() => rooms.link())
  const [chosenParts, setChosen] = useState(() => hidden.getState().byLink)
  const [isFrame, setIsFrame] = useState(false)
  const offered = offeredParts(isFrame)
  const parts = offered.filter((part) => chosenParts.includes(part))
  const link = sharedLink(fragment, parts, isFrame)
  return (
    <Dialog title={words.title} close={text.close} open onClose={onClose} wide>
      <div className={styles.both}>
        <div className={styles.choices}>
          <Switch name={words.frame} explain={words.frameExplain} on={isFrame} onChange={setIsFrame} />
          <Checks
            name={words.hide}
            explain={isFrame ? words.hideInFrame : words.hideExplain}
            options={offered.map((value) => ({ value, label: words.parts[value] }))}
            values={parts}
            onChange={(values) => {
              setChosen([...chosenParts.filter((part) => !offered.includes(part)), ...values])
            }}
          />
          {isFrame ? (
            <Copied key="frame" name={words.snippet} copy={words.copySnippet}>
              {frameOf(link, text.title)}
            </Copied>
          ) : (
            <Copied key={link} name={words.link} copy={words.copyLink}>
              {link}
            </Copied>
          )}
          <a href={link} target="_blank" rel="noopener">
            {words.open}
          </a>
        </div>
        <Code link={sharedLink(fragment, parts, false)} />
      </div>
    </Dialog>
  )
}
