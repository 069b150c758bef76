import type { OpenWriter } from './film'

/** What a film can be saved as; any browser can write a GIF. */
export const FILM_KINDS = ['gif', 'mp4', 'webm'] as const
export type FilmKind = (typeof FILM_KINDS)[number]

/** Which of them this browser can write in a size: it needs WebCodecs and a codec for a video. */
export async function possibleKinds(size: {
  readonly width: number
  readonly height: number
}): Promise<readonly FilmKind[]> {
  if (!('VideoEncoder' in globalThis)) return ['gif']
  const { writableKinds } = await import('./video-writer')
  return ['gif', ...(await writableKinds(size).catch(() => []))]
}

/** What writes a film: fetched when one is made. */
export const openFilm = async (kind: FilmKind): Promise<OpenWriter> =>
  kind === 'gif' ? (await import('./gif-writer')).openGif : (await import('./video-writer')).openVideo(kind)
