import js from '@eslint/js'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const banned = [
  { object: 'Math', property: 'random', message: 'Randomness comes from src/diffusion/random, keyed by (seed, purpose, step, sample).' },
]
const bannedSyntax = [
  { selector: "MemberExpression[property.name='dataSync']", message: 'Blocking read-backs freeze the worker and can be corrupted: use await data().' },
]

export default tseslint.config(
  { ignores: ['dist/', 'portable/', 'node_modules/', 'training/', 'public/', 'test-results/'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'no-restricted-properties': ['error', ...banned],
      'no-restricted-syntax': ['error', ...bannedSyntax],
      // Numbers are what this project prints.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    rules: {
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ['**/*.tsx'], extends: [reactHooks.configs.flat.recommended], rules: { 'max-lines-per-function': 'off' } },
  { files: ['setup/**', 'bench/**/*.mjs', '*.config.js', '.dependency-cruiser.cjs'], languageOptions: { globals: { process: 'readonly', console: 'readonly', module: 'readonly', URL: 'readonly', fetch: 'readonly', setTimeout: 'readonly', clearTimeout: 'readonly', Buffer: 'readonly', performance: 'readonly', Response: 'readonly' } } },
)
