import styles from './checks.module.css'
import { Words } from './words'

interface ChecksProps<Value extends string> {
  name: string
  explain?: string
  options: readonly { value: Value; label: string }[]
  chosen: readonly Value[]
  disabled?: boolean
  onChange: (chosen: Value[]) => void
}

/** Any of several, all of them in sight; the chosen ones stay in the options' order. */
export function Checks<Value extends string>({
  name,
  explain,
  options,
  chosen,
  disabled = false,
  onChange,
}: ChecksProps<Value>) {
  const toggled = (value: Value, on: boolean) =>
    options.map((option) => option.value).filter((each) => (each === value ? on : chosen.includes(each)))
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
              checked={chosen.includes(value)}
              onChange={(event) => {
                onChange(toggled(value, event.target.checked))
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
