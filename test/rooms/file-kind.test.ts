import { describe, expect, test } from 'vitest'
import { type FileKind, fileKind, kindOf } from '../../src/rooms/file-kind'

const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
const safetensors = (header: object) => {
  const json = JSON.stringify(header)
  return latin(`${String.fromCharCode(json.length & 255, json.length >> 8)}\0\0\0\0\0\0${json}`)
}
const zip = (name: string) => latin(`PK\x03\x04${'\0'.repeat(26)}${name}`)

describe('a file is what it begins as', () => {
  test.each<[string, Uint8Array, FileKind]>([
    ['PNG', latin('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'), 'picture'],
    ['JPEG', latin('\xff\xd8\xff\xe0\0\x10JFIF'), 'picture'],
    ['WebP', latin('RIFF\x10\0\0\0WEBPVP8 '), 'picture'],
    ['AVIF', latin('\0\0\0\x20ftypavif'), 'picture'],
    ['a telephone\'s HEIC', latin('\0\0\0\x18ftypheic'), 'picture'],
    ['SVG', latin('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg">'), 'picture'],
    ['SVG after a comment', latin('<!-- drawn -->\n<svg width="8">'), 'picture'],
    ['weights', safetensors({ __metadata__: { format: 'pt' }, 'conv_in.weight': {} }), 'weights'],
    ['a network of the plane', safetensors({ __metadata__: { noisewalk: '{"format":1}' }, w: {} }), 'learner'],
    ['a config', latin('{\n  "_class_name": "UNet2DModel",\n  "sample_size": 8'), 'settings'],
    ['a config of few keys', latin('{"sample_size": 8, "in_channels": 1}'), 'settings'],
    ['a Git LFS pointer', latin('version https://git-lfs.github.com/spec/v1\noid sha256:ab'), 'pointer'],
    ['a pickle', latin('\x80\x02\x8a\x0a'), 'pickle'],
    ['PyTorch\'s archive', zip('archive/data.pkl'), 'pickle'],
    ['an archive', zip('model/unet/config.json'), 'archive'],
    ['gzip', latin('\x1f\x8b\x08'), 'archive'],
    ['Excel', zip('[Content_Types].xml'), 'sheet'],
    ['LibreOffice', zip('mimetypeapplication/vnd.oasis.opendocument.spreadsheet'), 'sheet'],
    ['an old Excel', latin('\xd0\xcf\x11\xe0\xa1\xb1'), 'sheet'],
    ['NumPy', latin('\x93NUMPY\x01\0v\0{\'descr\''), 'points'],
    ['NumPy\'s archive', zip('x.npy\x93NUMPY'), 'points'],
    ['a table', latin('x,y\n0.5,1\n'), 'points'],
    ['a table without a header', latin('0.5\t1\n2\t3\n'), 'points'],
    ['a list of points', latin('[[0.5, 1], [2, 3]]'), 'points'],
    ['columns', latin('{"x": [1, 2], "y": [3, 4]}'), 'points'],
    ['lines of JSON', latin('{"x": 1, "y": 2}\n{"x": 3, "y": 4}\n'), 'points'],
    ['a web page', latin('<!doctype html><html>'), 'page'],
    ['PDF', latin('%PDF-1.7'), 'document'],
    ['nothing', latin(''), 'empty'],
    ['words', latin('Dear all,\nthank you.'), 'text'],
    ['anything else', latin('\x00\x01\x02\x03'), 'unknown'],
  ])('%s', (_, bytes, kind) => { expect(kindOf(bytes)).toBe(kind) })
})

test('of a large file only the beginning is read', async () => {
  const asked: number[] = []
  const file = { slice: (_: number, end: number) => { asked.push(end); return new Blob(['%PDF-']) } } as unknown as Blob
  expect([await fileKind(file), asked]).toEqual(['document', [4096]])
})
