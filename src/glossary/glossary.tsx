import { useStore } from 'zustand'
import { closeGlossary, terms } from '../ui/terms'
import { GlossaryDialog } from './glossary-dialog'
import { TermPopover } from './term-popover'

export { startTerms } from './start'

/** What the page asks of its glossary: the explanation of a symbol, or the glossary itself. */
export function Glossary() {
  const page = useStore(terms, (state) => state.page)
  return (
    <>
      <TermPopover />
      {page && <GlossaryDialog asked={page} onClose={closeGlossary} />}
    </>
  )
}
