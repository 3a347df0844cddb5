#!/usr/bin/env node
import process from 'node:process'
import { setFlagsFromString } from 'node:v8'
import { main } from './cli/main'
import { nodeHost } from './cli/node-host'

// V8 optimises what runs often, and does not end before it is done with that. For a small package SQLite's largest
// functions are not worth it: this asks for eleven times as much running first, and saves a third of the whole time.
setFlagsFromString('--wasm-tiering-budget=20000000')

process.exitCode = await main(nodeHost())
