import type { Sweep } from './sweep';

export type Colouring = 'height' | 'intensity' | 'instance';

type Rgb = readonly [number, number, number];

/** From low to high: blue, teal, green, yellow, red; each step can be told from the next on a dark ground. */
const RAMP: readonly Rgb[] = [
  [0.25, 0.32, 0.75],
  [0.16, 0.62, 0.75],
  [0.25, 0.78, 0.42],
  [0.93, 0.83, 0.25],
  [0.92, 0.36, 0.22],
];
const NO_ACTOR: Rgb = [0.36, 0.4, 0.46];
const LOWEST = -2.2;
const HIGHEST = 4;

/** @param at 0..1 */
export function ramp(at: number): Rgb {
  const x = Math.min(Math.max(at, 0), 1) * (RAMP.length - 1);
  const i = Math.min(Math.floor(x), RAMP.length - 2);
  const a = RAMP[i] as Rgb;
  const b = RAMP[i + 1] as Rgb;
  const t = x - i;
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];
}

/** A hue of its own per instance; neighbours in number are far apart in hue. */
export function instanceColour(instance: number): Rgb {
  if (instance === 0) {
    return NO_ACTOR;
  }
  const hue = (instance * 0.618034) % 1;
  const channel = (offset: number) => {
    const k = (offset + hue * 6) % 6;
    return 0.95 - 0.7 * Math.max(0, Math.min(k, 4 - k, 1));
  };
  return [channel(5), channel(3), channel(1)];
}

/** Three linear values per point. */
export function colourPoints(sweep: Sweep, colouring: Colouring): Float32Array {
  const colours = new Float32Array(sweep.points * 3);
  for (let i = 0; i < sweep.points; i++) {
    const [r, g, b] = colourOf(sweep, colouring, i);
    colours[3 * i] = linear(r);
    colours[3 * i + 1] = linear(g);
    colours[3 * i + 2] = linear(b);
  }
  return colours;
}

function colourOf(sweep: Sweep, colouring: Colouring, i: number): Rgb {
  switch (colouring) {
    case 'height':
      return ramp(((sweep.xyz[3 * i + 2] ?? 0) - LOWEST) / (HIGHEST - LOWEST));
    case 'intensity':
      return ramp(Math.sqrt((sweep.intensity[i] ?? 0) / 255));
    case 'instance':
      return instanceColour(sweep.instance[i] ?? 0);
  }
}

const linear = (srgb: number) => (srgb <= 0.04045 ? srgb / 12.92 : ((srgb + 0.055) / 1.055) ** 2.4);
