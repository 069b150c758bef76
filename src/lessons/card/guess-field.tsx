import { lessonsText } from '../../i18n/lessons'
import { integer } from '../../i18n/format/numbers'
import { T } from '../../runs/timeline'
import { NumberInput } from '../../ui/number-input'
import { Range } from '../../ui/range'
import { ChoiceField } from './choice-field'
import { CurveField } from './curve-field'
import type { GuessFieldProps } from './guess-props'
import { PictureField } from './picture-field'

/** A number's field; a share is given in per cent. */
function NumberField({ question, words, guess, disabled, onGuess }: GuessFieldProps) {
  if (question.kind !== 'number') return null
  const text = lessonsText.question
  const scale = question.percent ? 100 : 1
  const unit = question.percent ? '%' : (words.question?.unit ?? '')
  const rounded = (value: number) => Number((value * scale).toFixed(6))
  return (
    <NumberInput
      name={unit ? `${text.yours} (${unit})` : text.yours}
      value={typeof guess === 'number' ? rounded(guess) : rounded(question.min)}
      min={rounded(question.min)}
      max={rounded(question.max)}
      step={rounded(question.step)}
      less={text.less}
      more={text.more}
      disabled={disabled}
      onChange={(value) => {
        onGuess(value / scale)
      }}
    />
  )
}

/** Where a visitor says what they expect. */
export function GuessField(props: GuessFieldProps) {
  const { question, guess, disabled, onGuess } = props
  switch (question.kind) {
    case 'choice':
      return <ChoiceField {...props} question={question} />
    case 'picture':
      return <PictureField {...props} question={question} />
    case 'curve':
      return <CurveField {...props} question={question} />
    case 'number':
      return <NumberField {...props} />
    case 'moment':
      return (
        <Range
          name={lessonsText.question.momentName}
          value={typeof guess === 'number' ? guess : 0}
          min={0}
          max={T}
          step={1}
          format={integer}
          disabled={disabled}
          onChange={onGuess}
        />
      )
  }
}
