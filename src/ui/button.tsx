import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import styles from './button.module.css'

interface ButtonProps {
  /** The button's name, shown unless there is an icon. */
  name: string
  /** One line that says what the button does, shown on hover and on focus. */
  explain?: string
  /** The key that does the same. */
  keyHint?: string
  icon?: ReactNode
  kind?: 'plain' | 'primary' | 'quiet'
  disabled?: boolean
  /** It does nothing at present, but keeps the focus and its explanation. */
  unavailable?: boolean
  pressed?: boolean
  /** Set if the explanation would cover, above the button, what the button is about. */
  explainAt?: 'bottom'
  onPress: () => void
}

/** A button with a name, an explanation and a key. tooltips.tsx shows the last two; it loads after the first picture. */
export function Button({
  name,
  explain,
  keyHint,
  icon,
  kind = 'plain',
  disabled = false,
  unavailable = false,
  pressed,
  explainAt,
  onPress,
}: ButtonProps) {
  return (
    <AriaButton
      className={styles[kind] ?? ''}
      data-icon={icon ? true : undefined}
      isDisabled={disabled}
      aria-label={name}
      {...(pressed !== undefined && { 'aria-pressed': pressed })}
      {...(keyHint && { 'aria-keyshortcuts': keyHint })}
      data-explain={explain ?? (icon ? name : undefined)}
      data-key={keyHint}
      data-explain-at={explainAt}
      {...(unavailable && { 'aria-disabled': true })}
      onPress={() => {
        if (!unavailable) onPress()
      }}
    >
      {icon ?? name}
    </AriaButton>
  )
}
