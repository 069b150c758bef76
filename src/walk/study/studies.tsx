import type { ComponentType } from 'react'
import { later } from '../../shell/lazy'
import type { Study } from '../model/settings'

/**
 * The studies of a network, each loaded when it is opened. To add one: its name in `STUDIES` of the settings, which a link
 * carries; its words in `i18n/en/study.ts`; its component here.
 */
export const studies: Readonly<Record<Study, ComponentType>> = {
  race: later(() => import('../race/race').then((module) => module.Race)),
  learned: later(() => import('../learned/learned').then((module) => module.Learned)),
  schedules: later(() => import('../schedules/schedules').then((module) => module.Schedules)),
  bound: later(() => import('../bound/bound').then((module) => module.Bound)),
  decided: later(() => import('../decided/decided').then((module) => module.Decided)),
  differ: later(() => import('../differ/differ').then((module) => module.Differ)),
}
