export { readPackage } from './anki/read'
export { type PackageCounts, type Verified, type VerifyOptions, verifyPackage } from './anki/verify/verify'
export { type Changes, changesSince } from './compare/changes'
export { type Doubt, type Identified, identify } from './compare/identify'
export type { Compiled, CompileOptions } from './compile'
export { Config, defineConfig } from './config/config'
export type { Diagnostic, DiagnosticCode, Edit, Severity } from './diagnostic'
export { type ExportOptions, exportDeck } from './exporters/export'
export { defineExporter, type Encoded, type Exported, type Exporter } from './exporters/exporter'
export type { Format } from './exporters/index'
export { DeckFile } from './exporters/json'
export { compile } from './library'
export { CalendarDate } from './model/calendar'
export { Content } from './model/content'
export { Card, CardSection, Deck, Difficulty } from './model/deck'
export type { DialectName } from './model/dialects'
export type {
  Package,
  PackageCard,
  PackageDeck,
  PackageNote,
  PackageNoteType
} from './model/package'
export type { CardPlace, Point, Position } from './model/position'
export { Day, Schedule } from './model/schedule'
export type { World } from './model/world'
export {
  type Plan,
  type PlannedCard,
  type PlannedDeck,
  type PlanOptions,
  plan,
  type Start,
  type Strategy
} from './plan/plan'
