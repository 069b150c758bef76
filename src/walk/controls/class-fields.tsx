import { text } from '../../i18n'
import { later } from '../../shell/lazy'
import { Choice } from '../../ui/choice'
import { labelsOf } from '../model/class-words'
import { choicesOf, classOf } from '../model/classes'
import { useModel } from '../run/context'
import type { ModelMenu } from '../model/models'
import { useFields } from '../run/use-fields'

/** The menu for long lists of classes; it loads only with a network that has such a list. */
const Select = later(() => import('../../ui/select').then((module) => module.Select<string>))

const ANY = 'any'
const hasShortLabels = (menu: ModelMenu) => labelsOf(menu).every((label) => label.length <= 2)

function ClassField({
  menu,
  hasNullClass,
  choice,
  onChoose,
}: {
  menu: ModelMenu
  hasNullClass: boolean
  choice: number | null
  onChoose: (choice: number | null) => void
}) {
  const words = text.menus[menu.name] ?? text.menus.class
  const value = choice === null ? ANY : String(choice)
  const choose = (next: string) => {
    onChoose(next === ANY ? null : Number(next))
  }
  const labels = labelsOf(menu).map((label, i) => ({ value: String(i), label, title: words.title(label) }))
  const options = hasNullClass ? [{ value: ANY, label: text.anyClass, title: text.anyClass }, ...labels] : labels
  return hasShortLabels(menu) ? (
    <Choice name={words.name} explain={words.explain} dense value={value} options={options} onChange={choose} />
  ) : (
    <Select name={words.name} explain={words.explain} value={value} options={options} onChange={choose} />
  )
}

/** The class that the network is asked for: one choice per menu. */
export function ClassFields() {
  const { settings, set } = useFields()
  const { menus, hasNullClass } = useModel()
  const choices = choicesOf(menus, settings.label)
  return menus.map((menu, i) => (
    <ClassField
      key={menu.name}
      menu={menu}
      hasNullClass={hasNullClass}
      choice={choices[i] ?? null}
      onChoose={(choice) => {
        set({ label: classOf(menus, choices.with(i, choice)) })
      }}
    />
  ))
}
