/**
 * Milliseconds of processor time that this work takes: unlike the time on the wall, the same on a busy machine. Limits on it are several
 * times what a free machine needs, and far below what work that grows with the square would take.
 */
export function cpuMs(work: () => void): number {
  const started = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(started)
  return (user + system) / 1000
}
