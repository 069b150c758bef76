import { advice } from './en/advice'
import { classifier } from './en/classifier'
import { clip, guidance } from './en/guidance'
import { levels } from './en/levels'
import { python } from './en/python'
import { samplers } from './en/samplers'

/** The strings of a run's settings, in both rooms: they come with the controls, and not before the walk's first picture. */
export const settingsText = { samplers, levels, guidance, clip, classifier, advice, python }
