import type { KeyboardEvent } from 'react'
import {
  Button,
  Header,
  Label,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Popover,
  Select as AriaSelect,
  SelectValue,
  Text,
} from 'react-aria-components'
import field from './field.module.css'
import { CheckIcon, DownIcon } from './icons'
import styles from './select.module.css'
import { Words } from './words'

export interface SelectOption<Value extends string> {
  value: Value
  label: string
}

export interface SelectGroup<Value extends string> {
  /** The heading in the menu. */
  title: string
  options: readonly SelectOption<Value>[]
}

interface SelectProps<Value extends string> {
  name: string
  explain?: string
  value: Value
  /** One list, or several under headings. */
  options: readonly SelectOption<Value>[] | readonly SelectGroup<Value>[]
  onChange: (value: Value) => void
  nameHidden?: boolean
  disabled?: boolean
}

/** Keeps letters, and all keys in the menu, from the page's own keys: letters find an option here, even while the menu is closed. */
function keepKeys(event: KeyboardEvent<HTMLElement>): void {
  const inMenu = event.target instanceof Node && !event.currentTarget.contains(event.target)
  const letter = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey
  if (inMenu || letter) event.stopPropagation()
}

const Option = <Value extends string>({ value, label }: SelectOption<Value>) => (
  <ListBoxItem id={value} textValue={label} className={styles.option ?? ''}>
    <span className={styles.check} aria-hidden="true">
      <CheckIcon />
    </span>
    {label}
  </ListBoxItem>
)

/** A menu for a choice of one among many options. */
export function Select<Value extends string>({
  name,
  explain,
  value,
  options,
  onChange,
  nameHidden,
  disabled = false,
}: SelectProps<Value>) {
  return (
    <div onKeyDown={keepKeys}>
      <AriaSelect
        className={field.field ?? ''}
        value={value}
        onChange={(next) => {
          if (next !== null) onChange(next as Value)
        }}
        isDisabled={disabled}
      >
        <Label className={nameHidden ? 'visually-hidden' : (field.name ?? '')}>
          {nameHidden ? name : <Words>{name}</Words>}
        </Label>
        <Button className={styles.button ?? ''}>
          <SelectValue className={styles.value ?? ''}>
            {({ selectedText }) => <Words passive>{selectedText}</Words>}
          </SelectValue>
          <span className={styles.arrow} aria-hidden="true">
            <DownIcon />
          </span>
        </Button>
        {explain && (
          <Text slot="description" className={field.explain ?? ''}>
            <Words>{explain}</Words>
          </Text>
        )}
        <Popover className={styles.menu ?? ''} offset={4}>
          <ListBox className={styles.list ?? ''}>
            {options.map((each) =>
              'value' in each ? (
                <Option key={each.value} {...each} />
              ) : (
                <ListBoxSection key={each.title} id={`group ${each.title}`} className={styles.section ?? ''}>
                  <Header className={styles.title ?? ''}>{each.title}</Header>
                  {each.options.map((option) => (
                    <Option key={option.value} {...option} />
                  ))}
                </ListBoxSection>
              ),
            )}
          </ListBox>
        </Popover>
      </AriaSelect>
    </div>
  )
}
