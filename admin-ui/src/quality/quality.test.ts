import { describe, expect, it } from 'vitest';
import { drifts, showShare, sortFigures } from './quality';

const figure = (code: string, statistic?: number) => ({
  check: 'a',
  code,
  unit: '',
  values: 20,
  p05: 0,
  median: 1,
  p95: 2,
  ...(statistic === undefined ? {} : { drift: { statistic, chance: 0.3, before: 40 } }),
});

describe('a quality report', () => {
  it('shows shares of what there is', () => {
    expect(showShare(1, 3)).toBe('33 %');
    expect(showShare(0, 0)).toBe('–');
  });

  it('puts what drifts by more than chance first', () => {
    const figures = [figure('SAME', 0.2), figure('NEW'), figure('MOST', 0.9), figure('SOME', 0.4)];
    expect(sortFigures(figures).map(({ code }) => code)).toEqual(['MOST', 'SOME', 'SAME', 'NEW']);
    expect(figures.map(drifts)).toEqual([false, false, true, true]);
  });
});
