import type { ReactNode } from 'react'
import { text } from '../i18n'
import { Button } from '../ui/button'
import { BookIcon, LessonIcon, LinkIcon, ResetIcon, ThemeIcon } from '../ui/icons'
import { openGlossary } from '../ui/terms'
import { toggleTheme } from '../ui/theme'
import styles from './header.module.css'
import type { UndoHistory } from '../runs/history'
import { offeredLanguages } from './language'
import { openLessons } from './guide'
import { later } from './lazy'
import { RoomSwitch } from './room-switch'
import { UndoButtons } from './undo-buttons'

/** Where there is more than one language to choose. */
const LanguageMenu = later(() => import('./language-menu').then((module) => module.LanguageMenu))

interface HeaderProps {
  tagline: string
  /** The controls in the middle. */
  children: ReactNode
  /** The room's own buttons, before those that every room has. */
  buttons?: ReactNode
  onShare: () => void
  onKeys: () => void
  onReset: () => void
  history: UndoHistory
}

/** An icon, and its word if the header is wide enough. */
export const IconAndWord = ({ icon, word }: { icon: ReactNode; word: string }) => (
  <>
    {icon}
    <span className={styles.word}>{word}</span>
  </>
)

export function Header({ tagline, children, buttons, onShare, onKeys, onReset, history }: HeaderProps) {
  const words = text.header
  return (
    <header className={styles.header} data-part="header">
      <div className={styles.name}>
        <h1>{text.title}</h1>
        <RoomSwitch />
        <p>{tagline}</p>
      </div>
      <div className={styles.middle}>
        {children}
        <UndoButtons history={history} />
      </div>
      <nav aria-label={text.title} className={styles.buttons}>
        <Button
          kind="quiet"
          name={words.lessons}
          explain={words.lessonsExplain}
          keyHint="C"
          icon={<IconAndWord icon={<LessonIcon />} word={words.lessons} />}
          onPress={() => {
            openLessons()
          }}
        />
        {buttons}
        <Button
          kind="quiet"
          name={words.share}
          explain={words.shareExplain}
          keyHint="L"
          icon={<IconAndWord icon={<LinkIcon />} word={words.share} />}
          onPress={onShare}
        />
        <Button
          kind="quiet"
          name={words.reset}
          explain={words.resetExplain}
          icon={<IconAndWord icon={<ResetIcon />} word={words.reset} />}
          onPress={onReset}
        />
        <Button
          kind="quiet"
          name={words.glossary}
          explain={words.glossaryExplain}
          keyHint="W"
          icon={<BookIcon />}
          onPress={() => {
            openGlossary()
          }}
        />
        {offeredLanguages().length > 1 && <LanguageMenu />}
        <Button
          kind="quiet"
          name={words.theme}
          explain={words.themeExplain}
          keyHint="T"
          icon={<ThemeIcon />}
          onPress={toggleTheme}
        />
        <Button
          kind="quiet"
          name={words.keys}
          explain={words.keysExplain}
          keyHint="?"
          icon={
            <span aria-hidden="true" className={styles.mark}>
              ?
            </span>
          }
          onPress={onKeys}
        />
      </nav>
    </header>
  )
}
