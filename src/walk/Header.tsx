import type { ReactNode } from 'react'
import { text } from '../i18n'
import { Button } from '../ui/Button'
import { LinkIcon, NetworkIcon, ResetIcon, ThemeIcon } from '../ui/icons'
import { toggleTheme } from '../ui/theme'
import styles from './Header.module.css'

interface HeaderProps {
  /** What stands in the middle. */
  children: ReactNode
  onShelf: () => void
  onShare: () => void
  onKeys: () => void
  onReset: () => void
}

export function Header({ children, onShelf, onShare, onKeys, onReset }: HeaderProps) {
  const words = text.header
  return (
    <header className={styles.header}>
      <div>
        <h1>{text.title}</h1>
        <p>{text.tagline}</p>
      </div>
      <div className={styles.middle}>{children}</div>
      <nav aria-label={text.title}>
        <Button kind="quiet" name={text.shelf.open} explain={text.shelf.openExplain} keyHint="M" icon={<><NetworkIcon /><span className={styles.word}>{text.shelf.open}</span></>} onPress={onShelf} />
        <Button kind="quiet" name={words.share} explain={words.shareExplain} keyHint="L" icon={<><LinkIcon /><span className={styles.word}>{words.share}</span></>} onPress={onShare} />
        <Button kind="quiet" name={words.reset} explain={words.resetExplain} icon={<><ResetIcon /><span className={styles.word}>{words.reset}</span></>} onPress={onReset} />
        <Button kind="quiet" name={words.theme} explain={words.themeExplain} keyHint="T" icon={<ThemeIcon />} onPress={toggleTheme} />
        <Button kind="quiet" name={words.keys} explain={words.keysExplain} keyHint="?" icon={<span aria-hidden="true" className={styles.mark}>?</span>} onPress={onKeys} />
      </nav>
    </header>
  )
}
