/** What can read Markdown. Apart from what loads it, since every start of the command needs the names. */
export const parserNames = ['micromark', 'satteri'] as const
export type ParserName = (typeof parserNames)[number]
