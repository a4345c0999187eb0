/** Seconds of an ISO 8601 duration or of a number of seconds. */
export function durationSeconds(value: string | number): number {
  if (typeof value === 'number') {
    return value;
  }
  const match = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$/.exec(value);
  return match ? Number(match[1] ?? 0) * 3600 + Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0) : 0;
}

export function showSeconds(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) {
    return `${whole} s`;
  }
  if (whole < 3600) {
    return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  }
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** Seconds with as many digits as tell something: `0.35 s`, `12 s`, `3 min 20 s`. */
export const showSpan = (seconds: number) =>
  seconds > 0 && seconds < 9.95 ? `${Number(seconds.toPrecision(2))} s` : showSeconds(seconds);

export const showTime = (iso: string) =>
  new Date(iso).toLocaleString(undefined, { dateStyle: 'short', timeStyle: 'medium' });

export function showBytes(bytes: number): string {
  return bytes < 1e4 ? `${bytes} B` : bytes < 1e6 ? `${Math.round(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** A number with the four digits that matter. */
export const showNumber = (value: number | null) =>
  value === null ? '–' : Number.isInteger(value) ? String(value) : Number(value.toPrecision(4)).toString();

export const shortHash = (hash: string) => hash.slice(0, 10);

/** `camera_front_wide_120fov` is `front wide 120fov` for people. */
export const showCamera = (name: string) => name.replace(/^camera[_:-]/, '').replaceAll(/[_:]/g, ' ');
