import { describe, expect, it } from 'vitest';
import { isReused, parseCost, wallOf } from './cost';

const MEASURED = JSON.stringify({
  phases: {
    assemble: { wall_s: 0.5, cpu_s: 0.4 },
    generate: { wall_s: 12, cpu_s: 0 },
    wait: { wall_s: 3, cpu_s: 0 },
  },
  waited_s: 3,
  worked_s: 10,
  wasted_s: 2,
  tries: 2,
  endpoints: ['grpc://a:1'],
  failures: { 'TF-ENGINE-FAILED': 1 },
  engine_s: { shoot: 9.5 },
});

describe('what a clip cost', () => {
  it('is listed in the order in which it happens', () => {
    const cost = parseCost(MEASURED);
    expect(cost?.spells.map((spell) => spell.phase)).toEqual(['assemble', 'wait', 'generate']);
    expect(cost && wallOf(cost)).toBe(15.5);
    expect(cost?.wasted).toBe(2);
    expect(cost?.engine).toEqual([['shoot', 9.5]]);
  });

  it('is nothing before the clip has begun', () => {
    expect(parseCost('')).toBeNull();
  });

  it('is read from clips that were made before there were phases', () => {
    const cost = parseCost('{"assemble":0.1,"generate":7}');
    expect(cost?.spells.map((spell) => spell.wall)).toEqual([0.1, 7]);
  });

  it('says where a clip was there already', () => {
    expect([parseCost('{"phases":{"assemble":{"wall_s":0.1,"cpu_s":0.1}}}'), parseCost(MEASURED)].map((c) => c && isReused(c))).toEqual([
      true,
      false,
    ]);
  });
});
