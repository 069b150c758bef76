import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { Button } from './Button'
import styles from './Dialog.module.css'
import { CloseIcon } from './icons'

interface DialogProps {
  title: string
  close: string
  open: boolean
  onClose: () => void
  /** For a table. */
  wide?: boolean
  children: ReactNode
}

/** A sheet over the page; Escape, a press outside and its button close it. */
export function Dialog({ title, close, open, onClose, wide = false, children }: DialogProps) {
  return (
    <ModalOverlay className={styles.overlay ?? ''} isOpen={open} isDismissable onOpenChange={(now) => { if (!now) onClose() }}>
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
