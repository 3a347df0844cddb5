import { bold } from './bold'
import { details } from './details'
import type { Dialect } from './dialect'
import { lines } from './lines'
import { lists } from './lists'
import { obsidian } from './obsidian'
import { questions } from './questions'
import { tables } from './tables'

/** Every way of writing decks; of two that read as many cards the first counts. */
export const dialects: readonly Dialect[] = [bold, lines, lists, obsidian, details, tables, questions]
