import styles from './checks.module.css'
import { Words } from './words'

interface ChecksProps<Value extends string> {
  name: string
  explain?: string
  options: readonly { value: Value; label: string }[]
  values: readonly Value[]
  disabled?: boolean
  onChange: (values: Value[]) => void
}

/** Check boxes for a choice of any number of options. The chosen values keep the order of the options. */
export function Checks<Value extends string>({
  name,
  explain,
  options,
  values,
  disabled = false,
  onChange,
}: ChecksProps<Value>) {
  const withToggled = (value: Value, on: boolean) =>
    options.map((option) => option.value).filter((each) => (each === value ? on : values.includes(each)))
  return (
    <fieldset className={styles.checks} disabled={disabled}>
      <legend>
        <Words>{name}</Words>
      </legend>
      <div className={styles.options}>
        {options.map(({ value, label }) => (
          <label key={value}>
            <input
              type="checkbox"
              checked={values.includes(value)}
              onChange={(event) => {
                onChange(withToggled(value, event.target.checked))
              }}
            />
            {label}
          </label>
        ))}
      </div>
      {explain && (
        <p className={styles.explain}>
          <Words>{explain}</Words>
        </p>
      )}
    </fieldset>
  )
}
