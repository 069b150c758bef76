import { settingsText } from '../../i18n/settings'
import { countOf, surest } from './readings'

/**
 * A sentence that compares a classifier's reading with the class that the walk asks for.
 * @param reading [samples·classes] probabilities @param labels the classifier's names of the classes
 */
export function verdict(
  reading: Float32Array,
  labels: readonly string[],
  askedLabel: number | null,
  samples: number,
): string {
  const words = settingsText.classifier
  const askedName = askedLabel === null ? '' : (labels[askedLabel] ?? '')
  if (samples > 1)
    return askedLabel === null ? '' : words.agreed(countOf(reading, labels.length, askedLabel), samples, askedName)
  const { label, probability } = surest(reading, 0, labels.length)
  const name = labels[label] ?? ''
  if (askedLabel === null) return words.one(name, probability)
  return label === askedLabel ? words.oneAgreed(name, probability) : words.oneOther(name, probability, askedName)
}
