import { expect, test } from 'vitest'
import { acknowledge } from '../../src/cli/incident-commands.ts'
import type { Incident } from '../../src/model/health.ts'
import type { OperateWorld } from '../../src/pipeline/world.ts'

const ids = ['1f00aaaa-0000-4000-8000-000000000000', '1f00bbbb-0000-4000-8000-000000000000']
const taken: unknown[] = []
const world = {
  now: () => new Date('2026-03-02T01:00:00Z'),
  store: {
    listIncidents: async () => ids.map(id => ({ id }) as Incident),
    acknowledgeIncident: async (id: string, by: string) => {
      taken.push([id, by])
      return { id, acknowledgedBy: by } as Incident
    },
  },
} as unknown as OperateWorld

test('an incident is taken up by the beginning of its id, in the name of whoever asked', async () => {
  await acknowledge(world, { id: '1F00B', by: 'lin' })
  await acknowledge(world, { id: '1f00aa', by: null })
  expect(taken).toEqual([
    [ids[1], 'lin'],
    [ids[0], 'command line'],
  ])
  await expect(acknowledge(world, { id: '1f00', by: null })).rejects.toThrow('2 incidents begin')
  await expect(acknowledge(world, { id: '2', by: null })).rejects.toThrow('there is no incident')
})
