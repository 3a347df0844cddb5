import { boldSideMark } from '../labels'
import type { Dialect } from './dialect'
import { readMarked } from './marked'

/** `#### Front`, `**FRONT (Question):**`, `**[FRONT]**`, `**Q:** …`: headings and bold marks, under card headings or not. */
export const bold: Dialect = {
  name: 'cards',
  example: ['### Card 1 | Easy', '**Front:** What is asked?', '**Back:** What is answered'],
  read: (source, regions, depths) => readMarked(source, regions, depths, boldSideMark)
}
