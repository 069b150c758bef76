import { expect, test } from 'vitest'
import { keyOf } from '../../src/shell/key-names'

const pressed = (key: string, code: string, shiftKey = false) => keyOf({ key, code, shiftKey })

test.each([
  ['Latin', 'd', 'KeyD', 'd'],
  ['Latin with Caps Lock', 'D', 'KeyD', 'd'],
  ['Dvorak: what it writes', 'e', 'KeyD', 'e'],
  ['Russian', 'в', 'KeyD', 'd'],
  ['Ukrainian', 'і', 'KeyS', 's'],
  ['Greek', 'ν', 'KeyN', 'n'],
  ['Hebrew', 'ג', 'KeyD', 'd'],
  ['Arabic', 'ي', 'KeyD', 'd'],
  ['Thai', 'ก', 'KeyD', 'd'],
  ['Japanese, composing', 'Process', 'KeyD', 'd'],
  ['a dead key', 'Dead', 'KeyN', 'n'],
  ['Persian digits', '۳', 'Digit3', '3'],
  ['Arabic digits on the pad', '٧', 'Numpad7', '7'],
  ['Hindi digits', '५', 'Digit5', '5'],
  ['AZERTY’s upper row', '&', 'Digit1', '1'],
  ['… with an accent', 'é', 'Digit2', '2'],
  ['named keys', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft'],
  ['Space', ' ', 'Space', ' '],
  ['a space that does not break', '\u00A0', 'Space', ' '],
])('%s', (_, key, code, name) => {
  expect(pressed(key, code)).toBe(name)
})

test('the question mark, where the keyboard has it', () => {
  expect(pressed('?', 'Slash', true)).toBe('?')
  expect(pressed('?', 'Digit7', true)).toBe('?') // Russian
  expect(pressed('؟', 'Slash', true)).toBe('?') // Arabic
  expect(pressed('!', 'Digit1', true)).toBe('!') // no digit was meant
})
