import { constantSchedule } from './constant'
import { cosineSchedule } from './cosine'
import { drawnSchedule } from './drawn'
import { exponentialSchedule } from './exponential'
import { linearSchedule } from './linear'
import { quadraticSchedule, scaledLinearSchedule } from './quadratic'
import type { Schedule } from './schedule'
import { sigmoidSchedule } from './sigmoid'
import { zeroTerminalSnr } from './zero-terminal-snr'

/** The published schedules, each made of its number of steps alone. The last is Lin et al.'s own example, latent diffusion's. */
export const namedSchedules = {
  linear: linearSchedule,
  'scaled-linear': (T: number) => scaledLinearSchedule(T),
  cosine: cosineSchedule,
  sigmoid: sigmoidSchedule,
  quadratic: quadraticSchedule,
  exponential: exponentialSchedule,
  constant: (T: number) => constantSchedule(T),
  'zero-terminal-snr': (T: number) => zeroTerminalSnr(scaledLinearSchedule(T)),
} as const satisfies Readonly<Record<string, (T: number) => Schedule>>

export type NamedScheduleId = keyof typeof namedSchedules

/** A schedule as plain data: its name, or ᾱ of a drawn one at 1/n, 2/n, …, 1 of the way. */
export type ScheduleSpec = NamedScheduleId | readonly number[]

/** @throws RangeError if a number is out of its range, or a drawn curve rises or rests. */
export const makeSchedule = (spec: ScheduleSpec, T: number): Schedule =>
  typeof spec === 'string' ? namedSchedules[spec](T) : drawnSchedule(spec, T)
