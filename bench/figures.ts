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
  /** The same, cross-origin isolated, so that WebAssembly has threads there. */
  readonly isolatedPage: () => Promise<Page>
  /** What was asked for beside the parts: arguments that begin with two hyphens. */
  readonly flags: ReadonlySet<string>
}

/** A figure: what was measured, its value (NaN: it could not be measured), the aim that it should meet, and what else is to be said. */
export interface Figure {
  readonly what: string
  readonly value: number
  readonly unit: string
  readonly atMost?: number
  readonly atLeast?: number
  readonly note?: string
}

export const BACKENDS = ['webgpu', 'webgl', 'wasm'] as const satisfies readonly BackendName[]

function aimOf({ value, unit, atMost, atLeast }: Figure): string {
  const verdict = (holds: boolean) => (holds ? 'holds' : 'DOES NOT HOLD')
  if (atMost !== undefined) return `≤ ${atMost} ${unit}: ${verdict(value <= atMost)}`
  return atLeast === undefined ? '' : `≥ ${atLeast} ${unit}: ${verdict(value >= atLeast)}`
}

/** The figures as a Markdown table. */
export function table(figures: readonly Figure[]): string {
  const digits = (value: number) =>
    Number.isInteger(value)
      ? String(value)
      : value < 0.1
        ? value.toPrecision(2)
        : value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)
  const lines = figures.map((figure) => {
    const { what, value, unit, note } = figure
    const valueText = Number.isNaN(value) ? 'not measured' : `${digits(value)} ${unit}`
    return `| ${what} | ${valueText} | ${[aimOf(figure), note].filter(Boolean).join('; ')} |`
  })
  return ['| figure | value | aim |', '| --- | ---: | --- |', ...lines].join('\n')
}
