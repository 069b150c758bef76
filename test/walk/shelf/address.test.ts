import { expect, test } from 'vitest'
import { addressOf } from '../../../src/walk/shelf/address'

const web = (typed: string, secure = false) => {
  const address = addressOf(typed, secure)
  return address.kind === 'web' ? address.url : address.kind
}

test.each([
  ['https://huggingface.co/x/y', 'https://huggingface.co/x/y'],
  [' http://localhost:8000/m/ ', 'http://localhost:8000/m/'],
  ['google/ddpm-cifar10-32', 'https://huggingface.co/google/ddpm-cifar10-32'],
  ['hf.co/google/ddpm-cifar10-32', 'https://huggingface.co/google/ddpm-cifar10-32'],
  ['https://hf.co/o/n/blob/main/unet/config.json', 'https://huggingface.co/o/n/blob/main/unet/config.json'],
  ['huggingface.co/o/n', 'https://huggingface.co/o/n'],
  ['localhost:8000/m', 'http://localhost:8000/m'],
  ['example.org/models/a', 'https://example.org/models/a'],
  ['example.org:8080/a', 'https://example.org:8080/a'],
])('%j leads to %s', (typed, url) => {
  expect(web(typed)).toBe(url)
})

test.each([
  ['', 'empty'],
  [' ', 'empty'],
  ['host', 'none'],
  ['ftp://host/x', 'none'],
  ['javascript:alert(1)', 'none'],
  ['data:text/html,x', 'none'],
  ['http://', 'none'],
  ['a b/c', 'none'],
  ['https://me:secret@host/m/', 'password'],
  ['http://me@host/m/', 'password'],
])('%j leads nowhere: %s', (typed, kind) => {
  expect(web(typed)).toBe(kind)
})

test("a secure page asks no insecure address but this machine's", () => {
  expect(
    ['http://host/m/', 'http://localhost:8000/m/', 'http://127.0.0.1/m/', 'https://host/m/'].map((typed) =>
      web(typed, true),
    ),
  ).toEqual(['insecure', 'http://localhost:8000/m/', 'http://127.0.0.1/m/', 'https://host/m/'])
})

test('whose name it says is who will be asked', () => {
  expect(addressOf('hf.co/o/n', true)).toMatchObject({ host: 'huggingface.co' })
})
