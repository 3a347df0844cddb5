#!/usr/bin/env node
import process from 'node:process'
import { main } from './cli/main'
import { nodeHost } from './cli/node-host'

process.exitCode = await main(nodeHost())
