import { describe, expect, it } from 'vitest';
import type { Finding, Severity } from '../api/types';
import { countFindings, groupByCheck, placeFindings, worstOf } from './verdict';

const finding = (severity: Severity, camera: string | undefined, first: number, last: number): Finding => ({
  check: 'a-check',
  code: `${severity}-CODE`,
  severity,
  value: 2,
  threshold: 1,
  unit: 'ratio',
  ...(camera === undefined ? {} : { camera }),
  first_frame: first,
  last_frame: last,
  detail: '',
});
const SCENE = {
  clip: { fps: 30, frames: 31, width: 1, height: 1 },
  rig: { cameras: [{ name: 'front' }], lidars: [{ name: 'top', sensor: 'hdl-32e', rate_hz: 10 }] },
};

describe('findings', () => {
  const findings = [
    finding('pass', 'front', 3, 3),
    finding('not_judged', undefined, -1, -1),
    finding('fail', 'front', 4, 6),
    finding('warn', 'top', 2, 3),
  ];

  it('stand with what is wrong first; what could not be judged is no pass', () => {
    expect(placeFindings(findings, SCENE).map(({ finding: one }) => one.severity)).toEqual([
      'fail',
      'warn',
      'not_judged',
      'pass',
    ]);
    expect(countFindings(findings)).toBe('1 fail, 1 warn, 1 not judged, 1 pass');
    expect(worstOf({ decision: 'reject', attempt: 1, findings })).toBe('fail-CODE 2 (limit 1 ratio)');
  });

  it('of a camera lie on its frames, of a LiDAR on the frames that show its sweeps', () => {
    expect(placeFindings(findings, SCENE).map(({ frames }) => frames)).toEqual([
      { first: 4, last: 6 },
      { first: 6, last: 11 },
      null,
      { first: 3, last: 3 },
    ]);
  });

  it('keep their place in the verdict, and stand by check with the worst check first', () => {
    const placed = placeFindings(
      [
        { ...finding('pass', 'front', 3, 3), check: 'freeze' },
        { ...finding('pass', 'front', 1, 1), check: 'lanes' },
        { ...finding('fail', 'front', 4, 6), check: 'lanes' },
      ],
      SCENE,
    );
    expect(placed.map(({ index }) => index)).toEqual([2, 0, 1]);
    expect(groupByCheck(placed).map(({ check, worst, findings: all }) => [check, worst, all.length])).toEqual([
      ['lanes', 'fail', 2],
      ['freeze', 'pass', 1],
    ]);
  });
});
