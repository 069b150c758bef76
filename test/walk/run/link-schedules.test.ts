import { expect, test } from 'vitest'
import '../../../src/walk/model/make-schedules'
import { scheduleOf } from '../../../src/walk/model/schedules'
import { linkDefaults, readLink, writeLink } from '../../../src/walk/run/link'

test.each([
  'cosin',
  'constructor',
  'drawn',
  'drawn.',
  ...['A'.repeat(66), 'A'.repeat(68), '!'.repeat(67)].map((text) => `drawn.${text}`),
])('schedule=%s is no schedule', (rawValue) => {
  expect(readLink(`#schedule=${rawValue}`)).toMatchObject({
    settings: linkDefaults,
    notes: [{ kind: 'ignored', name: 'schedule' }],
  })
})

test('a drawn schedule that rests, rises or jumps is mended, and the page says so', () => {
  for (const letters of [
    'A'.repeat(67),
    '_'.repeat(67),
    `${'A'.repeat(34)}${'_'.repeat(33)}`,
    'zA0'.repeat(23).slice(0, 67),
  ]) {
    const { settings, notes } = readLink(`#schedule=drawn.${letters}`)
    expect(notes).toMatchObject([{ kind: 'clamped', name: 'schedule' }])
    const { alphaBar } = scheduleOf(settings).schedule
    expect(alphaBar.every((value, t) => t === 0 || (value > 0 && value < (alphaBar[t - 1] ?? NaN)))).toBe(true)
    expect(readLink(writeLink(settings))).toEqual({ settings, notes: [] })
  }
})

test('an old link, which names no schedule, has the network’s own', () => {
  expect(readLink('#t=500&model=linear').settings.schedule).toBe('own')
  expect(writeLink({ ...linkDefaults, schedule: 'own' })).not.toContain('schedule')
})
