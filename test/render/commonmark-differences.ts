/** Why a card shows something else than CommonMark's own examples do, and by which of their numbers. Intended, all of them. */
export const differences: readonly { readonly reason: string; readonly examples: readonly number[] }[] = [
  {
    reason: 'What is no element of HTML is text: decks are about `Vec<String>`, and the author is told',
    examples: [150, 156, 157, 163, 201, 491, 524, 536, 613, 614, 615, 617, 623]
  },
  {
    reason: 'An address of a scheme that Anki could act on is text, not a link',
    examples: [596, 598, 599, 601]
  },
  {
    reason: 'GFM makes links of addresses that have no marks around them',
    examples: [602, 606, 608, 611, 612]
  },
  {
    reason: 'A bracket behind a backslash is kept from Anki, which would take it for the start of a formula',
    examples: [603]
  },
  {
    reason:
      'An image is a file in or under the folder of the deck; of another path only the text is shown, and the author is told',
    examples: [572, 574, 575, 579, 581, 582, 583, 584, 585, 586, 587, 588, 589, 591]
  }
]

/**
 * Where a card shows the same, with line breaks besides: an end of a line that no wrapping has made is the author's own
 * (`render/own-lines.ts`), and the examples have short lines.
 */
export const brokenLines: readonly number[] = [
  14, 25, 28, 37, 46, 49, 70, 87, 88, 93, 104, 105, 106, 113, 138, 145, 148, 187, 213, 216, 217, 220, 222,
  223, 224, 228, 229, 230, 232, 233, 238, 243, 247, 250, 251, 253, 254, 285, 286, 287, 288, 290, 291, 292,
  293, 304, 312, 334, 367, 384, 394, 405, 423, 432, 490, 494, 505, 543, 552, 556, 621, 648, 649
]
