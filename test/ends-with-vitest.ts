/** A process that runs suites ends with the one that started it. Left to itself it would hang on for as long as a test does, with all it has started. */
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'))
