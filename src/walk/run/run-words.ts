import { linkDefaults, runFields } from './link'
import { choiceOf, type RunSettings } from '../model/settings'

// Runs as words "name.value" of a link, joined by ~: of each run those settings that differ from the run before, so that it stays short.

const escape = (text: string) => text.replace(/[%~]/g, (sign) => (sign === '%' ? '%25' : '%7E'))
const unescape = (text: string) => text.replace(/%25|%7E/g, (sign) => (sign === '%25' ? '%' : '~'))

export const word = (name: string, value: string): string => `${name}.${escape(value)}`

/** The words of a text. */
export const wordsOf = (text: string): readonly (readonly [name: string, value: string])[] =>
  text.split('~').map((each) => {
    const point = each.indexOf('.')
    return [each.slice(0, point), unescape(each.slice(point + 1))]
  })

/** The settings that the first words differ from. */
export const firstRun: RunSettings = choiceOf(linkDefaults)

/** The settings in which a run differs from the one before. */
export const differing = (before: RunSettings, now: RunSettings): readonly string[] =>
  runFields.flatMap(({ name, key, write }) => {
    const [was, is] = [before[key], now[key]].map(write)
    return was === is ? [] : [word(name, is ?? '')]
  })

/** The settings with what a word says; undefined where it has no meaning. */
export function withWord(runSettings: RunSettings, name: string, value: string): RunSettings | undefined {
  const field = runFields.find((each) => each.name === name)
  const read = field?.read(value)
  return field && read?.exact ? { ...runSettings, [field.key]: read.value } : undefined
}
