import { describe, expect, it } from 'vitest';
import { durationSeconds, showNumber, showSeconds, showSpan } from './format';

describe('a duration', () => {
  it('is read as ISO 8601 or as seconds', () => {
    expect(['PT0S', 'PT1M3.5S', 'PT2H0.25S', 7].map(durationSeconds)).toEqual([0, 63.5, 7200.25, 7]);
  });

  it('is shown in the units that people use', () => {
    expect([59.4, 61, 3600 * 2 + 65].map(showSeconds)).toEqual(['59 s', '1 min 1 s', '2 h 1 min']);
  });
});

describe('a span of time', () => {
  it('keeps two digits below ten seconds', () => {
    expect([0, 0.0345, 1.26, 12.4, 200].map(showSpan)).toEqual(['0 s', '0.035 s', '1.3 s', '12 s', '3 min 20 s']);
  });
});

describe('a value', () => {
  it('keeps four digits, and says where there is none', () => {
    expect([44.08876, 16, 0.000123456, null].map(showNumber)).toEqual(['44.09', '16', '0.0001235', '–']);
  });
});
