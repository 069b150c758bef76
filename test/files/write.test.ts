import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { crc32 } from '../../src/files/write/crc32'
import { gifEnd } from '../../src/files/write/gif-comment'
import { npyHeader, npyText } from '../../src/files/write/npy'
import { withPngText } from '../../src/files/write/png-text'
import { zipFile, zipOf } from '../../src/files/write/zip'
import { openNpy, type StoredArray } from '../../src/plane/data/read/npy'
import { unzip } from '../../src/files/read/zip'

const ascii = (text: string) => new TextEncoder().encode(text)
const joined = async (parts: readonly BlobPart[]) => new Uint8Array(await new Blob([...parts]).arrayBuffer())

/** An array as the page's own reader opens it. */
function opened(bytes: Uint8Array): StoredArray {
  const array = openNpy(bytes, 'x.npy')
  if (!('fields' in array)) throw new Error(JSON.stringify(array))
  return array
}

test('the CRC-32 of “123456789” is the published check value, in one piece or in several', () => {
  expect(crc32(ascii('123456789')).toString(16)).toBe('cbf43926')
  expect(crc32(ascii('56789'), crc32(ascii('1234'))).toString(16)).toBe('cbf43926')
  expect(crc32(new Uint8Array())).toBe(0)
})

describe('an array for numpy', () => {
  test.each([[[]], [[3]], [[2, 3]], [[5, 2, 3, 4, 4]]])('of shape %j has it in its header, padded to 64', (shape) => {
    const header = npyHeader('<f4', shape)
    expect(header.length % 64).toBe(0)
    expect(header.at(-1)).toBe(10)
    const values = new Uint8Array(4 * shape.reduce((product, length) => product * length, 1))
    expect(opened(Uint8Array.from([...header, ...values])).shape).toEqual(shape)
  })

  test('has the very floats', async () => {
    const values = Float32Array.from([0.1, -2.5, 1e-45, 3.4e38, Infinity, NaN])
    const bytes = await joined([npyHeader('<f4', [6]), values])
    const [, at] = opened(bytes).fields[0] ?? []
    expect(Array.from(values, (_, i) => Number(at?.(i)))).toEqual([...values])
  })

  test('has a text with letters beyond two bytes', async () => {
    const bytes = await joined(npyText('x̂₀ of 𝑥'))
    expect(opened(bytes).fields[0]?.[1](0)).toBe('x̂₀ of 𝑥')
  })
})

describe('a zip archive', () => {
  const archive = () => {
    const [first, second] = [zipFile('a.txt'), zipFile('empty')]
    first.add(ascii('piece by '))
    first.add(ascii('piece'))
    return zipOf([first, second])
  }

  test('has its files, whole', async () => {
    const files = await unzip(new Uint8Array(await archive().arrayBuffer()), 1e6)
    expect([...(files ?? [])].map(([name, bytes]) => [name, new TextDecoder().decode(bytes)])).toEqual([
      ['a.txt', 'piece by piece'],
      ['empty', ''],
    ])
  })

  test('passes Python’s own check of sums and sizes, where there is Python', async ({ skip }) => {
    const program =
      'import io, sys, zipfile; z = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read())); print(z.testzip(), z.namelist())'
    const input = Buffer.from(await archive().arrayBuffer())
    try {
      execFileSync('python3', ['--version'])
    } catch {
      skip()
    }
    expect(String(execFileSync('python3', ['-c', program], { input })).trim()).toBe("None ['a.txt', 'empty']")
  })
})

test('a text in a PNG stands after its header, with its sum, and nothing else changes', async () => {
  const chunk = (name: string, content: Uint8Array) => {
    const bytes = Buffer.alloc(12 + content.length)
    bytes.writeUInt32BE(content.length)
    bytes.write(name, 4, 'latin1')
    bytes.set(content, 8)
    bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + content.length)), 8 + content.length)
    return bytes
  }
  const [signature, header, end] = [
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', new Uint8Array(13)),
    chunk('IEND', ascii('')),
  ]
  const png = new Uint8Array(Buffer.concat([signature, header, end]))
  const link = 'https://example.org/#t=300'
  const expected = Buffer.concat([signature, header, chunk('tEXt', ascii(`Comment\0${link}`)), end])
  expect(Buffer.from(await joined(withPngText(png, 'Comment', link)))).toEqual(expected)
})

test('a comment of a GIF stands in blocks of at most 255 letters, before the end', () => {
  const comment = 'x'.repeat(300)
  const bytes = gifEnd(comment)
  expect([...bytes.slice(0, 3)]).toEqual([0x21, 0xfe, 255])
  expect(bytes[3 + 255]).toBe(45)
  expect([...bytes.slice(-2)]).toEqual([0, 0x3b])
  expect(bytes.length).toBe(2 + 256 + 46 + 2)
})
