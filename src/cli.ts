#!/usr/bin/env node
import process from 'node:process'
import { main } from './cli/main'
import { nodeHost } from './cli/node-host'

main(nodeHost()).then((exitCode) => {
  process.exitCode = exitCode
})
