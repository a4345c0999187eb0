import { describe, expect, it } from 'vitest';
import type { ClipFile } from '../api/types';
import { arrangeCameras, sweepAt, sweepsOf } from './files';

const file = (key: string): ClipFile => ({ key, url: `/files/${key}`, bytes: 1, sha256: '', media_type: '' });
const sweep = (lidar: string, index: number) => ({ lidar, index, timestamp_us: index * 100_000, actors: [] });

describe('the files of a clip', () => {
  it('stand as cameras do: left, front, right, then what looks back', () => {
    const cameras = [
      'camera_front_wide_120fov',
      'camera_rear_right_70fov',
      'camera_cross_right_120fov',
      'camera_rear_tele_30fov',
      'camera_cross_left_120fov',
      'camera_rear_left_70fov',
    ];
    expect(arrangeCameras(cameras)).toEqual([
      'camera_cross_left_120fov',
      'camera_front_wide_120fov',
      'camera_cross_right_120fov',
      'camera_rear_left_70fov',
      'camera_rear_tele_30fov',
      'camera_rear_right_70fov',
    ]);
  });

  it('give the sweep that had started by a frame', () => {
    const files = [0, 1, 2].map((i) => file(`lidar/top/00000${i}.npz`));
    const sweeps = sweepsOf('top', files, [sweep('top', 2), sweep('top', 0), sweep('top', 1), sweep('rear', 0)]);
    expect(sweeps.map((one) => one.labels.index)).toEqual([0, 1, 2]);
    expect([0, 99_999, 100_000, 900_000].map((t) => sweepAt(sweeps, t)?.labels.index)).toEqual([0, 0, 1, 2]);
    expect(sweepAt([], 0)).toBeUndefined();
  });
});
