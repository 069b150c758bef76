import { expect, test } from 'vitest'
import { onePointer } from '../../src/ui/one-pointer'

const event = (patch: Partial<Parameters<ReturnType<typeof onePointer>['begins']>[0]>) => ({
  pointerId: 1,
  pointerType: 'touch' as 'touch' | 'pen' | 'mouse',
  isPrimary: true,
  button: 0,
  buttons: 1,
  timeStamp: 0,
  ...patch,
})

test('one finger draws from its down to its up', () => {
  const pointer = onePointer()
  expect(pointer.follows(event({}))).toBe(false)
  expect(pointer.begins(event({}))).toBe('new')
  expect(pointer.follows(event({}))).toBe(true)
  expect(pointer.ends(event({}))).toBe(true)
  expect(pointer.follows(event({}))).toBe(false)
  expect(pointer.ends(event({}))).toBe(false)
})

test('a second finger neither draws nor ends what the first one does', () => {
  const pointer = onePointer()
  pointer.begins(event({}))
  expect(pointer.begins(event({ pointerId: 2, isPrimary: false }))).toBe(false)
  expect(pointer.follows(event({ pointerId: 2, isPrimary: false }))).toBe(false)
  expect(pointer.ends(event({ pointerId: 2, isPrimary: false }))).toBe(false)
  expect(pointer.follows(event({}))).toBe(true)
})

test('a mouse beside a finger is another one too, though primary of its kind', () => {
  const pointer = onePointer()
  pointer.begins(event({}))
  expect(pointer.begins(event({ pointerId: 9, pointerType: 'mouse' }))).toBe(false)
})

test.each([1, 2, 3, 4, 5])('the mouse’s button %i does not draw', (button) => {
  expect(onePointer().begins(event({ pointerType: 'mouse', button }))).toBe(false)
})

test('with the primary button let go, and another held, it draws no more', () => {
  const pointer = onePointer()
  pointer.begins(event({ pointerType: 'mouse' }))
  expect(pointer.follows(event({ pointerType: 'mouse', buttons: 3 }))).toBe(true)
  expect(pointer.follows(event({ pointerType: 'mouse', buttons: 2 }))).toBe(false)
})

test('a pen takes over from the palm before it, and the palm after it is not heard', () => {
  const pointer = onePointer()
  expect(pointer.begins(event({}))).toBe('new')
  expect(pointer.begins(event({ pointerId: 5, pointerType: 'pen', timeStamp: 50 }))).toBe('instead')
  expect(pointer.follows(event({}))).toBe(false)
  expect(pointer.begins(event({ pointerId: 2, timeStamp: 60 }))).toBe(false)
  expect(pointer.ends(event({ pointerId: 5, pointerType: 'pen' }))).toBe(true)
  expect(pointer.begins(event({ pointerId: 3, timeStamp: 500 }))).toBe(false)
  expect(pointer.begins(event({ pointerId: 4, timeStamp: 5000 }))).toBe('new')
})
