import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { type NumberArray, openArray } from '../../src/files/read/array'
import { openArrays } from '../../src/files/read/arrays'
import { openZip } from '../../src/files/read/zip'
import { crc32 } from '../../src/files/write/crc32'
import { npyHeader, npyText } from '../../src/files/write/npy'
import { zipFile, zipOf } from '../../src/files/write/zip'

type Bytes = Uint8Array<ArrayBuffer>

function npy(descr: string, shape: string, values: ArrayLike<number>, fortran = 'False'): Bytes {
  const text = `{'descr': ${descr}, 'fortran_order': ${fortran}, 'shape': ${shape}, }\n`
  const head = Uint8Array.from(`\x93NUMPY\x01\x00  ${text}`, (letter) => letter.charCodeAt(0))
  new DataView(head.buffer).setUint16(8, text.length, true)
  return Uint8Array.from([...head, ...Array.from(values)])
}

/** Bytes of numbers, each written by a method of DataView. */
function numbers(each: number, values: readonly number[], write: (view: DataView, at: number, value: number) => void) {
  const bytes = new Uint8Array(each * values.length)
  const view = new DataView(bytes.buffer)
  values.forEach((value, i) => {
    write(view, i * each, value)
  })
  return bytes
}

/** An archive with one deflated file, of which the list may lie. */
function deflated(name: string, content: Bytes, claimed = content.length, crc = crc32(content)): Bytes {
  const packed = deflateRawSync(content)
  const letters = Uint8Array.from(name, (letter) => letter.charCodeAt(0))
  const local = new DataView(new ArrayBuffer(30))
  local.setUint32(0, 0x04034b50, true)
  local.setUint16(26, letters.length, true)
  const central = new DataView(new ArrayBuffer(46))
  central.setUint32(0, 0x02014b50, true)
  central.setUint16(10, 8, true)
  central.setUint32(16, crc, true)
  central.setUint32(20, packed.length, true)
  central.setUint32(24, claimed, true)
  central.setUint16(28, letters.length, true)
  const end = new DataView(new ArrayBuffer(22))
  end.setUint32(0, 0x06054b50, true)
  end.setUint16(10, 1, true)
  end.setUint32(16, 30 + letters.length + packed.length, true)
  const parts = [local, letters, packed, central, letters, end]
  return Uint8Array.from(
    parts.flatMap((part) => Array.from(new Uint8Array(part.buffer, part.byteOffset, part.byteLength))),
  )
}

const opened = (bytes: Bytes): NumberArray => {
  const array = openArray(bytes, 'a.npy')
  if ('code' in array || array.kind !== 'numbers') throw new Error(JSON.stringify(array))
  return array
}

describe('An array of numpy', () => {
  it.each([
    [
      "'<f4'",
      4,
      (view: DataView, at: number, value: number) => {
        view.setFloat32(at, value, true)
      },
    ],
    [
      "'>f8'",
      8,
      (view: DataView, at: number, value: number) => {
        view.setFloat64(at, value, false)
      },
    ],
    [
      "'>i2'",
      2,
      (view: DataView, at: number, value: number) => {
        view.setInt16(at, value, false)
      },
    ],
    [
      "'<i8'",
      8,
      (view: DataView, at: number, value: number) => {
        view.setBigInt64(at, BigInt(value), true)
      },
    ],
    [
      "'|i1'",
      1,
      (view: DataView, at: number, value: number) => {
        view.setInt8(at, value)
      },
    ],
  ] as const)('is read as %s', (descr, each, write) => {
    expect([...opened(npy(descr, '(3,)', numbers(each, [-2, 0, 5], write))).values]).toEqual([-2, 0, 5])
  })

  it('is read of float16 and of bool', () => {
    expect([...opened(npy("'<f2'", '(2,)', [0, 0x3c, 0, 0xc1])).values]).toEqual([1, -2.5])
    expect([...opened(npy("'|b1'", '(2,)', [1, 0])).values]).toEqual([1, 0])
  })

  it('is turned into C order, of any rank', () => {
    const fortran = npy("'|u1'", '(2, 2, 3)', [0, 6, 3, 9, 1, 7, 4, 10, 2, 8, 5, 11], 'True')
    expect([...opened(fortran).values]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
  })

  it('may be text', () => {
    const [head, letters] = npyText('α = 1') as [Bytes, Bytes]
    expect(openArray(Uint8Array.from([...head, ...letters]), 'a')).toEqual({ kind: 'text', text: 'α = 1' })
  })

  it.each([
    ['arrays-object', npy("'|O'", '(1,)', [128, 4])],
    ['arrays-object', npy("[('a', '|O'), ('b', '<f4')]", '(1,)', [128, 4])],
    ['arrays-type', npy("'<c16'", '(1,)', new Uint8Array(16))],
    ['arrays-rank', npy("'|u1'", '(1, 1, 1, 1, 1, 1)', [1])],
    ['arrays-broken', npy("'<f4'", '(3,)', [1, 2, 3])],
    ['arrays-broken', npy("'<f8'", '(90000, 90000, 90000, 90000)', [])],
    ['arrays-broken', npy("'<f4'", '(-1,)', [1, 2, 3, 4])],
    ['arrays-broken', new Uint8Array([0x93, 0x4e])],
  ])('is refused as %s', (code, bytes) => {
    expect(openArray(bytes, 'a.npy')).toMatchObject({ code })
  })
})

describe('An archive', () => {
  const content = new Uint8Array(5000).fill(7)

  it('is unpacked', async () => {
    const files = await openZip(deflated('a', content), 1e4, 'f')
    expect('code' in files ? files : files.get('a')).toEqual(content)
  })

  it.each([
    ['arrays-large', 'claims more than is taken', deflated('a', content), 4999],
    ['arrays-bomb', 'claims 4 GB of a few bytes', deflated('a', content, 0xfffffff0), 1e10],
    ['arrays-broken', 'unpacks to more than it claims', deflated('a', content, 4000), 1e4],
    ['arrays-broken', 'has another sum than it claims', deflated('a', content, 5000, 1), 1e4],
    ['arrays-broken', 'ends too early', deflated('a', content).slice(0, 40), 1e4],
  ])('is refused as %s if it %s', async (code, _, bytes, most) => {
    expect(await openZip(bytes, most, 'f')).toMatchObject({ code })
  })

  it('is refused where files share their bytes', async () => {
    const file = zipFile('a')
    file.add(content)
    const bytes = new Uint8Array(await zipOf([file, file]).arrayBuffer())
    const view = new DataView(bytes.buffer)
    const list = view.getUint32(bytes.length - 6, true)
    view.setUint32(list + 47 + 42, 0, true) // the second file is the first
    view.setUint32(list + 20, 9000, true)
    view.setUint32(list + 24, 9000, true)
    expect(await openZip(bytes, 1e6, 'f')).toMatchObject({ code: 'arrays-bomb' })
  })

  it('is not even read if the file is too large', async () => {
    const file = { size: 10e9 } as Blob
    expect(await openArrays(file, 'f')).toMatchObject({ code: 'arrays-large', details: { bytes: 10e9 } })
  })

  it('gives its good arrays beside what is refused', async () => {
    const [good, bad] = [zipFile('x.npy'), zipFile('y.npy')]
    good.add(npyHeader('<f4', [2]))
    good.add(new Uint8Array(8))
    bad.add(npy("'|O'", '(1,)', [1]))
    const arrays = await openArrays(zipOf([good, bad]), 'f')
    if ('code' in arrays) throw new Error(arrays.code)
    expect([...arrays.numbers.keys()]).toEqual(['x'])
    expect(arrays.faults).toMatchObject([{ code: 'arrays-object', details: { file: 'y.npy' } }])
  })
})
