import type { ClipFile, LabelledSweep } from '../api/types';

const byCamera = (files: ClipFile[], folder: string) =>
  new Map(
    files
      .filter((file) => file.key.startsWith(`${folder}/`) && file.key.endsWith('.mp4'))
      .map((file) => [file.key.slice(folder.length + 1, -4), file]),
  );

export const rgbVideos = (files: ClipFile[]) => byCamera(files, 'rgb');

export const conditioningVideos = (files: ClipFile[]) => byCamera(files, 'conditioning');

const PLACES = ['cross_left', 'left_front', 'front_left', 'front', 'cross_right', 'right_front', 'front_right'];
const REAR = ['rear_left', 'left', 'rear', 'back', 'rear_right', 'right'];

function placeOf(camera: string): number {
  const isRear = /rear|back/.test(camera);
  const places = isRear ? REAR : PLACES;
  // The longest name that fits: `cross_left` before `left`.
  const fitting = places.filter((place) => camera.includes(place)).sort((a, b) => b.length - a.length)[0];
  return (isRear ? 100 : 0) + (fitting === undefined ? 50 : places.indexOf(fitting));
}

/** Cameras as one would stand them: left, front, right, then those that look back. */
export const arrangeCameras = (cameras: string[]) =>
  [...cameras].sort((a, b) => placeOf(a) - placeOf(b) || a.localeCompare(b));

/** A sweep and where its points are. */
export interface SweepFile {
  url: string;
  labels: LabelledSweep;
}

/** The sweeps of one LiDAR, in time. */
export function sweepsOf(lidar: string, files: ClipFile[], labelled: LabelledSweep[]): SweepFile[] {
  const urls = new Map(files.map((file) => [file.key, file.url]));
  return labelled
    .filter((sweep) => sweep.lidar === lidar)
    .sort((a, b) => a.timestamp_us - b.timestamp_us)
    .flatMap((labels) => {
      const url = urls.get(`lidar/${lidar}/${String(labels.index).padStart(6, '0')}.npz`);
      return url === undefined ? [] : [{ url, labels }];
    });
}

/** The last sweep that had started by then; the first one before that. */
export const sweepAt = (sweeps: SweepFile[], timestampMicros: number) =>
  sweeps.findLast((sweep) => sweep.labels.timestamp_us <= timestampMicros) ?? sweeps[0];
