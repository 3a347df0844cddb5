// Required before a program: says on standard error in the end how much memory it has held at most, in kB.
process.on('exit', () => process.stderr.write(`\npeak ${process.resourceUsage().maxRSS}`))
