import { knowFaults } from '.'
import { draw } from './en/draw'
import { fileFault } from './en/file-fault'
import { misplaced } from './en/file-kinds'
import { own } from './en/own'

knowFaults(fileFault)

/** The strings of a visitor's own drawings and files: they come with what takes them, and not before the walk's first picture. */
export const filesText = { draw, misplaced, own }
