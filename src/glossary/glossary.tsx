import { useStore } from 'zustand'
import { closeGlossary, terms } from '../ui/terms'
import { GlossaryDialog } from './glossary-dialog'
import { TermPopover } from './term-popover'

export { startTerms } from './start'

/** The explanation of a symbol, and the glossary itself, while they are open. */
export function Glossary() {
  const start = useStore(terms, (state) => state.glossary)
  return (
    <>
      <TermPopover />
      {start && <GlossaryDialog start={start} onClose={closeGlossary} />}
    </>
  )
}
