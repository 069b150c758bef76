import { type ComponentType, useState } from 'react'
import { text } from '../../i18n'
import { takeText } from '../../i18n/take'
import { Choice } from '../../ui/choice'
import { Dialog } from '../../ui/dialog'
import { FilmForm } from './film-form'
import { NumbersForm } from './numbers-form'
import { PictureForm } from './picture-form'
import { SheetForm } from './sheet-form'

const FORMS = {
  picture: PictureForm,
  sheet: SheetForm,
  film: FilmForm,
  numbers: NumbersForm,
} as const satisfies Record<string, ComponentType>
type Kind = keyof typeof FORMS
const KINDS = Object.keys(FORMS) as Kind[]

/** The dialog in which a walk is taken away: as a picture, a sheet, a film, or its numbers. */
export function TakeDialog({ onClose }: { onClose: () => void }) {
  const words = takeText
  const [kind, setKind] = useState<Kind>('picture')
  const Form = FORMS[kind]
  return (
    <Dialog title={words.title} close={text.close} open onClose={onClose} wide>
      <p>{words.intro}</p>
      <Choice
        name={words.what}
        nameHidden
        value={kind}
        options={KINDS.map((value) => ({ value, label: words.kinds[value] }))}
        onChange={setKind}
      />
      <Form />
    </Dialog>
  )
}
