import { text } from '../../i18n'
import { fixed } from '../../i18n/format/numbers'
import { settingsText } from '../../i18n/settings'
import { Choice } from '../../ui/choice'
import { Disclosure } from '../../ui/disclosure'
import { NumberInput } from '../../ui/number-input'
import { Range } from '../../ui/range'
import { Select } from '../../ui/select'
import { asksTwice } from '../run/advice'
import { needsClassifier, nothingToGuide } from '../run/possible'
import { classTitle } from '../model/class-words'
import { classCount } from '../model/classes'
import { useModel } from '../run/context'
import { ClassifierFormula } from '../formula/classifier-formula'
import { ClassifierStatus } from '../classifier/classifier-reading'
import styles from '../../runs/settings.module.css'
import { defaults, GUIDANCE, GUIDES, SIGMA_MOST } from '../model/settings'
import { useFields } from '../run/use-fields'
import { Words } from '../../ui/words'
const NONE = 'none'

/** A limit of the interval for its summary: the highest means no limit, Infinity. */
const sigma = (value: number) => (value >= SIGMA_MOST ? Infinity : value)

/** The interval of σ̂ in which guidance acts, and how far its result is rescaled. */
function Limits() {
  const words = settingsText.guidance
  const { settings, set } = useFields()
  const shared = { less: text.less, more: text.more, min: 0, max: SIGMA_MOST, step: 0.1 }
  const part = { min: 0, max: 1, step: 0.05, format: (phi: number) => fixed(phi, 2) }
  return (
    <>
      <div className={styles.interval}>
        <NumberInput
          {...shared}
          name={words.guideMin}
          value={settings.guideMin}
          onChange={(guideMin) => {
            set({ guideMin })
          }}
        />
        <NumberInput
          {...shared}
          name={words.guideMax}
          value={settings.guideMax}
          onChange={(guideMax) => {
            set({ guideMax })
          }}
        />
        <p>
          <Words>{words.interval(SIGMA_MOST)}</Words>
        </p>
      </div>
      <Range
        {...part}
        name={words.rescaleOutput}
        explain={words.rescaleOutputExplain}
        value={settings.rescaleOutput}
        onChange={(phi) => {
          set({ rescaleOutput: Number(phi.toFixed(2)) })
        }}
      />
      <Range
        {...part}
        name={words.rescaleX0}
        explain={words.rescaleX0Explain}
        value={settings.rescaleX0}
        onChange={(phi) => {
          set({ rescaleX0: Number(phi.toFixed(2)) })
        }}
      />
    </>
  )
}

/** The guidance scale w, for either kind of guidance. */
function Scale({ explain, disabled }: { explain: string; disabled: boolean }) {
  const words = settingsText.guidance
  const { settings, set } = useFields()
  return (
    <Range
      name={words.scale}
      explain={explain}
      value={settings.guidance}
      min={GUIDANCE.min}
      max={GUIDANCE.max}
      step={GUIDANCE.step}
      disabled={disabled}
      format={(w) => fixed(w, GUIDANCE.digits)}
      onChange={(w) => {
        set({ guidance: Number(w.toFixed(GUIDANCE.digits)) })
      }}
    />
  )
}

/** The controls of guidance by a classifier. */
function ClassifierGuidance() {
  const { settings } = useFields()
  const isIdle = nothingToGuide(settings)
  return (
    <>
      <Scale
        explain={isIdle ? settingsText.classifier.nothing : settingsText.classifier.scaleExplain}
        disabled={isIdle}
      />
      <ClassifierFormula />
      {needsClassifier(settings) && <ClassifierStatus />}
    </>
  )
}

/** The controls of guidance. Offers a classifier as the guide if there is one for the network. */
export function GuidanceFields() {
  const { settings, set } = useFields()
  const { classifier } = useModel()
  return (
    <>
      {classifier !== null && (
        <Choice
          name={settingsText.classifier.guide}
          explain={settingsText.classifier.guideExplain[settings.guide]}
          value={settings.guide}
          options={GUIDES.map((value) => ({ value, label: settingsText.classifier.guides[value] }))}
          onChange={(guide) => {
            set({ guide })
          }}
        />
      )}
      {settings.guide === 'classifier' ? <ClassifierGuidance /> : <ClassifierFreeGuidance />}
    </>
  )
}

/** The controls of classifier-free guidance: its scale, the class to move away from, and its limits. */
function ClassifierFreeGuidance() {
  const words = settingsText.guidance
  const { settings, set } = useFields()
  const { guidance, label, negative, guideMin, guideMax, rescaleOutput, rescaleX0 } = settings
  const { menus } = useModel()
  const classes = Array.from({ length: classCount(menus) }, (_, label) => ({
    value: String(label),
    label: classTitle(menus, label),
  }))
  const isIdle = nothingToGuide(settings)
  const isUnusual =
    guideMin !== defaults.guideMin ||
    guideMax !== defaults.guideMax ||
    rescaleOutput !== defaults.rescaleOutput ||
    rescaleX0 !== defaults.rescaleX0
  return (
    <>
      <Scale explain={isIdle ? (label === null ? words.nothing : words.same) : words.scaleExplain} disabled={isIdle} />
      {(guidance !== 1 || label === null || negative !== null) && (
        <Select
          name={words.negative}
          explain={words.negativeExplain}
          value={negative === null ? NONE : String(negative)}
          options={[{ value: NONE, label: words.negativeNone }, ...classes]}
          onChange={(value) => {
            set({ negative: value === NONE ? null : Number(value) })
          }}
        />
      )}
      {asksTwice(settings) && !isIdle && (
        <p className={styles.hint}>
          <Words>{words.twice}</Words>
        </p>
      )}
      {guidance !== 1 && !isIdle && (
        <Disclosure
          name={words.limits}
          summary={words.limitsSummary(sigma(guideMin), sigma(guideMax), rescaleOutput, rescaleX0)}
          open={isUnusual}
        >
          <Limits />
        </Disclosure>
      )}
    </>
  )
}
