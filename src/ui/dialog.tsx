import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { openLayer } from './back'
import { Button } from './button'
import styles from './dialog.module.css'
import { CloseIcon } from './icons'

interface DialogProps {
  title: string
  close: string
  open: boolean
  onClose: () => void
  /** Wide enough for a table. */
  wide?: boolean
  /** The part that the page’s link has while the dialog is open. */
  address?: string
  children: ReactNode
}

/** A sheet over the page; Escape, a press outside, its button and the browser's Back close it. */
export function Dialog({ title, close, open, onClose, wide = false, address, children }: DialogProps) {
  const latest = useRef(onClose)
  useEffect(() => {
    latest.current = onClose
  })
  const [addressAtOpening] = useState(address)
  useEffect(() => {
    if (!open) return undefined
    const newAddress =
      addressAtOpening && `${location.hash || '#'}${location.hash.length > 1 ? '&' : ''}${addressAtOpening}`
    return openLayer(() => {
      latest.current()
    }, newAddress)
  }, [open, addressAtOpening])
  return (
    <ModalOverlay
      className={styles.overlay ?? ''}
      isOpen={open}
      isDismissable
      onOpenChange={(now) => {
        if (!now) onClose()
      }}
    >
      <Modal className={styles.modal ?? ''} data-wide={wide}>
        <AriaDialog className={styles.dialog ?? ''}>
          <div className={styles.head}>
            <Heading slot="title">{title}</Heading>
            <Button name={close} icon={<CloseIcon />} kind="quiet" onPress={onClose} />
          </div>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
