import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { takeFiles } from '../../src/walk/arrivals'
import { openedFile } from '../../src/walk/differ/store'
import { faultText } from '../../src/i18n'
import type { NetworkSource } from '../../src/engine/protocol/pictures'
import { walkWith } from './fake-engine'

const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
const file = (text: string) => new File([latin(text)], 'x')
const safetensors = (json: string) => file(`${String.fromCharCode(json.length)}\0\0\0\0\0\0\0${json}`)
const png = file('\x89PNG\r\n\x1a\n\0')
const config = file('{"_class_name": "UNet2DModel"}')
const weights = safetensors('{"conv_in.weight":{}}')

/** What becomes of files: the network that is opened, or the code of the fault that is said. */
async function faultOf(files: readonly (readonly [string, File])[]): Promise<string | undefined> {
  const { player, state } = walkWith({})
  const opened: NetworkSource[] = []
  await takeFiles(player, files, (source) => {
    opened.push(source)
  })
  const [fault] = state().notices.flatMap((notice) => (notice.kind === 'fault' ? [notice.fault] : []))
  if (fault) expect(faultText(fault.code, fault.details)).toMatch(/^\S.*\.$/)
  return opened[0] ? 'network' : fault?.code
}

// Decoding is the browser's: a picture that is asked for is seen by its fault, since there is none here.
beforeEach(() => {
  vi.stubGlobal(
    'Image',
    class {
      set src(_: string) {
        queueMicrotask(() => {
          this.onerror()
        })
      }
      onerror = () => undefined
    },
  )
})
afterEach(() => {
  vi.unstubAllGlobals()
})

// What only looks like a network's is refused when it is opened as one: as a pickle, a pointer, an archive.
describe('one file is taken for what it is, whatever its name', () => {
  test.each<[string, string, File, string | undefined]>([
    ['a picture without an ending', 'IMG_0001', png, 'not-picture'],
    ['a picture that is called weights', 'model.bin', png, 'not-picture'],
    ['weights called a picture', 'photo.png', weights, 'network'],
    ['a config', 'config', config, 'network'],
    ['a network of the plane', 'net.safetensors', safetensors('{"__metadata__":{"noisewalk":"{}"}}'), 'misplaced'],
    ['a table', 'points.csv', file('x,y\n1,2\n'), 'misplaced'],
    ["NumPy's array", 'points.npy', file('\x93NUMPY\x01'), undefined], // the study that compares walks says what it is
    ['a spreadsheet', 'points.xlsx', file(`PK\x03\x04${'\0'.repeat(22)}\x13\0\0\0[Content_Types].xml`), 'misplaced'],
    ["PyTorch's file", 'model.safetensors', file(`PK\x03\x04${'\0'.repeat(22)}\x10\0\0\0archive/data.pkl`), 'network'],
    ['a Git LFS pointer', 'model.safetensors', file('version https://git-lfs.github.com/spec/v1\n'), 'network'],
    ['an archive without an ending', 'model', file(`PK\x03\x04${'\0'.repeat(22)}\x05\0\0\0a.txt`), 'network'],
    ['a document', 'paper.pdf', file('%PDF-1.7'), 'misplaced'],
    ['nothing', 'empty.png', file(''), 'misplaced'],
  ])('%s', async (_, name, content, becomes) => {
    expect(await faultOf([[name, content]])).toBe(becomes)
  })
})

describe('several files, or a folder', () => {
  test.each<[string, readonly (readonly [string, File])[], string]>([
    [
      'with a config are a network',
      [
        ['m/unet/config.json', config],
        ['m/preview.png', png],
      ],
      'network',
    ],
    [
      'of pictures are the first of them',
      [
        ['photos/a', png],
        ['photos/b', png],
      ],
      'not-picture',
    ],
    [
      'of weights only are a network',
      [
        ['a', weights],
        ['b', weights],
      ],
      'network',
    ],
    [
      'of pictures with a list of them are a picture',
      [
        ['list.txt', file('a\nb')],
        ['a.png', png],
      ],
      'not-picture',
    ],
  ])('%s', async (_, files, becomes) => {
    expect(await faultOf(files)).toBe(becomes)
  })

  test('of which there are none do nothing', async () => {
    expect(await faultOf([])).toBeUndefined()
  })
})

test('arrays of numpy’s open the study that compares walks', async () => {
  const { player, state } = walkWith({})
  await takeFiles(player, [['points.npy', file('\x93NUMPY\x01')]], () => undefined)
  expect(state().settings.study).toBe('differ')
  expect(openedFile(player).getState()).toMatchObject({ status: 'failed', fault: { code: 'arrays-broken' } })
})
