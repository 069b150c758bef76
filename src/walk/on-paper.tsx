import { PrintedFooter, OnPaper } from '../shell/on-paper'
import { useWalk } from './run/context'
import { writeLink } from './run/link'
import { sentencesOf } from './take/sentences'

function Settings() {
  const state = useWalk((state) => state)
  return <PrintedFooter sentences={sentencesOf(state)} fragment={writeLink(state.settings)} />
}

/** The settings at the foot of a printed page. */
export const Printed = () => (
  <OnPaper>
    <Settings />
  </OnPaper>
)
