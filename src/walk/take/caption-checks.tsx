import { takeText } from '../../i18n/take'
import { Checks } from '../../ui/checks'
import { useWalk } from '../run/context'
import { type Fact, FACTS } from './walk-cells'

/** What a caption says of its frame. The forward walk asks no network, so it has no evaluations to count. */
export function CaptionChecks({
  facts,
  onChange,
  without = [],
}: {
  facts: readonly Fact[]
  onChange: (facts: Fact[]) => void
  without?: readonly Fact[]
}) {
  const forward = useWalk(({ settings }) => settings.direction === 'forward')
  const words = takeText.captions
  const offered = FACTS.filter((fact) => !without.includes(fact) && !(forward && fact === 'evaluations'))
  return (
    <Checks
      name={words.name}
      options={offered.map((value) => ({ value, label: words.options[value] }))}
      values={facts.filter((fact) => offered.includes(fact))}
      onChange={onChange}
    />
  )
}
