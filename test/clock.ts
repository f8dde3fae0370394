import { existsSync } from 'node:fs'

/** The library that sets the clock of a program; null where it is not installed. */
export const faketime =
  [
    '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1',
    '/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1',
  ].find(path => existsSync(path)) ?? null

/** What a process is started with whose clock on the wall is off by so much, as `+1d`. Its timers go on as they do. */
export const clockOffBy = (offset: string): Record<string, string> => ({
  LD_PRELOAD: faketime!,
  FAKETIME: offset,
  FAKETIME_DONT_FAKE_MONOTONIC: '1',
})
