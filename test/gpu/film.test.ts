import { ALL_FORMATS, BlobSource, EncodedPacketSink, Input } from 'mediabunny'
import { expect, test } from 'vitest'
import type { Cell } from '../../src/walk/take/cells'
import { makeFilm } from '../../src/walk/take/film'
import { FILM_KINDS, openFilm, possibleKinds } from '../../src/walk/take/film-kinds'

const shape = { channels: 1, size: 28 } as const
const film = (frames: number) => ({
  frames,
  at: (frame: number): readonly Cell[] => [
    { picture: { bytes: new Uint8ClampedArray(784).fill(30 * frame), samples: 1, shape }, lines: [`t = ${frame}`] },
  ],
  factor: 8,
  rate: 10,
  title: 'Into noise',
  link: 'https://example.org/#t=300',
})
const never = new AbortController().signal

/** What a video says of itself: the times of its frames, in seconds, and its comment. */
async function videoOf(blob: Blob) {
  const input = new Input({ source: new BlobSource(blob), formats: ALL_FORMATS })
  const track = await input.getPrimaryVideoTrack()
  if (!track) throw new Error('no video')
  const times: number[] = []
  for await (const packet of new EncodedPacketSink(track).packets()) times.push(packet.timestamp)
  return { times, comment: (await input.getMetadataTags()).comment, seconds: await track.computeDuration() }
}

test('each kind of film that this browser can write has the frames that were asked for, in their time, and the link', async () => {
  const kinds = await possibleKinds({ width: 248, height: 260 })
  expect(kinds).toContain('gif')
  for (const kind of FILM_KINDS.filter((each) => each !== 'gif' && kinds.includes(each))) {
    const progress: number[] = []
    const blob = await makeFilm(film(6), await openFilm(kind), never, (doneFrames) => progress.push(doneFrames))
    const { times, comment, seconds } = await videoOf(blob)
    expect(progress, kind).toEqual([1, 2, 3, 4, 5, 6])
    expect(times, kind).toHaveLength(6)
    times.forEach((time, i) => {
      expect(time, kind).toBeCloseTo(0.1 * i, 2)
    })
    if (kind === 'mp4') expect(seconds).toBeCloseTo(0.5 + 1.5, 1) // the last frame stays; a WebM does not say how long
    expect(comment, kind).toBe('https://example.org/#t=300')
  }
})

test('a browser decodes the GIF, whose first frame has the very greys', async () => {
  const blob = await makeFilm({ ...film(4), factor: 2 }, await openFilm('gif'), never, () => undefined)
  const bitmap = await createImageBitmap(blob)
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
  context?.drawImage(bitmap, 0, 0)
  const middle = context?.getImageData(bitmap.width >> 1, 30, 1, 1).data
  expect([...(middle ?? [])]).toEqual([0, 0, 0, 255]) // frame 0 is black
})

test('where there are no video encoders, a GIF is what remains', async () => {
  const { VideoEncoder } = globalThis
  Reflect.deleteProperty(globalThis, 'VideoEncoder')
  try {
    expect(await possibleKinds({ width: 64, height: 64 })).toEqual(['gif'])
  } finally {
    Object.assign(globalThis, { VideoEncoder })
  }
})
