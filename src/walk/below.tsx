import { RunSettings } from './controls/run-settings'
import { Studies } from './study/study'

/** What stands below the walk: the settings of its run, and the studies of its network. */
export function Below() {
  return (
    <>
      <RunSettings />
      <Studies />
    </>
  )
}
