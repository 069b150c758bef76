import type { Browser, Page } from 'playwright'
import type { BackendName } from '../src/network'

/** Where the measured things are. */
export interface Places {
  /** Addresses of the development server and of the built page. */
  readonly dev: string
  readonly built: string
  /** Folder of the build. */
  readonly dist: string
  readonly browser: Browser
  /** Whether the browser has a GPU. */
  readonly gpu: boolean
  readonly blankPage: () => Promise<Page>
}

/** A figure: what was measured, its value, and the aim that it should meet, if there is one. */
export interface Figure {
  readonly what: string
  readonly value: number
  readonly unit: string
  readonly atMost?: number
}

export const BACKENDS = ['webgpu', 'webgl', 'wasm'] as const satisfies readonly BackendName[]

/** The figures as a Markdown table. */
export function table(figures: readonly Figure[]): string {
  const digits = (value: number) =>
    Number.isInteger(value)
      ? String(value)
      : value < 0.1
        ? value.toPrecision(2)
        : value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)
  const lines = figures.map(({ what, value, unit, atMost }) => {
    const aim = atMost === undefined ? '' : `≤ ${atMost} ${unit}: ${value <= atMost ? 'holds' : 'DOES NOT HOLD'}`
    return `| ${what} | ${digits(value)} ${unit} | ${aim} |`
  })
  return ['| figure | value | aim |', '| --- | ---: | --- |', ...lines].join('\n')
}
