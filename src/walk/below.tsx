import { RunSettings } from './controls/run-settings'
import { Studies } from './study/study'
import { TakeAway } from './take/take-away'

/** What stands below the walk: the settings of its run, what can be taken away, and the studies of its network. */
export function Below({ onTake }: { onTake: () => void }) {
  return (
    <>
      <RunSettings />
      <TakeAway onOpen={onTake} />
      <Studies />
    </>
  )
}
