import type { Page } from 'playwright'

/**
 * Waits until what moves has come to rest: a turning arrow, a colour that changes. What moves for ever is not waited for, nor what is
 * closed: there time stands still.
 */
export const awaitAnimations = (page: Page): Promise<unknown> =>
  page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getTiming().iterations !== Infinity)
        .filter(({ effect }) => (effect as KeyframeEffect).target?.checkVisibility())
        .map(({ finished }) => finished),
    ).then(() => undefined),
  )
