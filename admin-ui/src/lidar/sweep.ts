import { fetchBytes } from '../api/client';
import { NpzError, readNpz, type NpyArray } from './npz';

/** One turn of a LiDAR. */
export interface Sweep {
  /** x, y, z per point in the sensor's frame, metres. */
  xyz: Float32Array;
  intensity: Uint8Array;
  /** Actor's instance id per point; 0 is none. */
  instance: Uint16Array;
  /** Row-major 4 x 4. */
  lidarToWorld: Float64Array;
  points: number;
}

export async function readSweep(bytes: Uint8Array): Promise<Sweep> {
  const arrays = await readNpz(bytes);
  const xyz = need(arrays, 'xyz', Float32Array);
  const points = xyz.length / 3;
  const sweep = {
    xyz,
    intensity: need(arrays, 'intensity', Uint8Array),
    instance: need(arrays, 'instance', Uint16Array),
    lidarToWorld: need(arrays, 'lidar_to_world', Float64Array),
    points,
  };
  if (sweep.intensity.length !== points || sweep.instance.length !== points || sweep.lidarToWorld.length !== 16) {
    throw new NpzError('the arrays of the sweep do not belong together');
  }
  return sweep;
}

function need<T>(arrays: Map<string, NpyArray>, name: string, type: new (...args: never[]) => T): T {
  const data = arrays.get(name)?.data;
  if (!(data instanceof type)) {
    throw new NpzError(`the sweep has no array '${name}' of the type it should have`);
  }
  return data;
}

/** Sweeps by address, the last ones looked at. */
export class SweepCache {
  private readonly kept = new Map<string, Promise<Sweep>>();

  constructor(private readonly capacity = 64) {}

  get(url: string): Promise<Sweep> {
    const known = this.kept.get(url);
    const sweep = known ?? fetchBytes(url).then(readSweep);
    this.kept.delete(url);
    this.kept.set(url, sweep);
    if (known === undefined) {
      sweep.catch(() => this.kept.delete(url));
      this.shrink();
    }
    return sweep;
  }

  private shrink() {
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= this.capacity) {
        return;
      }
      this.kept.delete(oldest);
    }
  }
}
