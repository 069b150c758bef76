import { text } from '../i18n'
import { Button } from '../ui/Button'
import { LinkIcon, ResetIcon, ThemeIcon } from '../ui/icons'
import { toggleTheme } from '../ui/theme'
import styles from './Header.module.css'

interface HeaderProps {
  onShare: () => void
  onKeys: () => void
  onReset: () => void
}

export function Header({ onShare, onKeys, onReset }: HeaderProps) {
  const words = text.header
  return (
    <header className={styles.header}>
      <div>
        <h1>{text.title}</h1>
        <p>{text.tagline}</p>
      </div>
      <nav aria-label={text.title}>
        <Button kind="quiet" name={words.share} explain={words.shareExplain} keyHint="L" icon={<LinkIcon />} onPress={onShare} />
        <Button kind="quiet" name={words.reset} explain={words.resetExplain} icon={<ResetIcon />} onPress={onReset} />
        <Button kind="quiet" name={words.theme} explain={words.themeExplain} keyHint="T" icon={<ThemeIcon />} onPress={toggleTheme} />
        <Button kind="quiet" name={words.keys} explain={words.keysExplain} keyHint="?" icon={<span aria-hidden="true">?</span>} onPress={onKeys} />
      </nav>
    </header>
  )
}
