import type { Extension } from 'mdast-util-from-markdown'
import { gfmTaskListItemFromMarkdown } from 'mdast-util-gfm-task-list-item'

/**
 * The boxes of task items. Where an empty item ends a list, micromark takes a box that begins the paragraph behind it for that of an
 * item (`micromark-extension-gfm-task-list-item` 2.1); there it is text, and would be lost.
 */
export function taskBoxFromMarkdown(): Extension {
  return {
    exit: {
      paragraph: gfmTaskListItemFromMarkdown().exit!['paragraph']!,
      taskListCheck(token) {
        const around = this.stack.at(-2)!
        const value = this.sliceSerialize(token)
        if (around.type === 'listItem') {
          around.checked = /x/i.test(value)
          return
        }
        this.enter({ type: 'text', value }, token)
        this.exit(token)
      }
    }
  }
}
