import { perLocale } from './locale'

const rules = perLocale((locale, options: Intl.PluralRulesOptions) => new Intl.PluralRules(locale, options))

/** The forms of a word that a language has for counted things; English has `one` and `other`. */
type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>

/** The form of a word for so many things: `plural(1, { one: 'step', other: 'steps' })`. */
export const plural = (count: number, forms: Forms): string => forms[rules({}).select(count)] ?? forms.other
