import { text } from '../i18n'
import { language, languageOf } from '../i18n/language'
import { Select } from '../ui/select'
import { chooseLanguage, offeredLanguages } from './language'
import styles from './language-menu.module.css'

/** The languages of the page, each by what it calls itself. */
export const LanguageMenu = () => (
  <div className={styles.language}>
    <Select
      name={text.header.language}
      nameHidden
      value={language().id}
      options={offeredLanguages().map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(id) => {
        const next = languageOf(id)
        if (next) chooseLanguage(next)
      }}
    />
  </div>
)
