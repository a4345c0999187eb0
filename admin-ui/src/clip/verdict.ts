import type { Finding, SceneDocument, Severity, Verdict } from '../api/types';
import { showNumber } from '../page/format';

/** @param text JSON of a verdict; empty before the clip is judged */
export const parseVerdict = (text: string): Verdict | null => (text === '' ? null : (JSON.parse(text) as Verdict));

const SEVERITIES: readonly Severity[] = ['fail', 'warn', 'not_judged', 'pass'];

const rank = (finding: Finding) => SEVERITIES.indexOf(finding.severity);

/** What is wrong first; the order of the checks otherwise. */
export const sortFindings = (findings: Finding[]) => [...findings].sort((a, b) => rank(a) - rank(b));

export function worstOf(verdict: Verdict | null): string {
  const worst = sortFindings(verdict?.findings ?? []).find((finding) => finding.severity === 'fail');
  return worst === undefined ? '' : `${worst.code} ${showNumber(worst.value)} (limit ${showNumber(worst.threshold)} ${worst.unit})`;
}

/** How many there are of each severity, in words. */
export const countFindings = (findings: Finding[]) =>
  SEVERITIES.map((severity) => ({ severity, n: findings.filter((finding) => finding.severity === severity).length }))
    .filter(({ n }) => n > 0)
    .map(({ severity, n }) => `${n} ${severity.replace('_', ' ')}`)
    .join(', ');

/** A finding and the frames of the clip that it speaks of; none where it is about the whole clip. */
export interface PlacedFinding {
  /** Place among the verdict's findings: what its picture is asked for by. */
  index: number;
  finding: Finding;
  frames: { first: number; last: number } | null;
}

/** LiDAR checks count sweeps; here they become the frames in which those sweeps are shown. */
export function placeFindings(findings: Finding[], { clip, rig }: Pick<SceneDocument, 'clip' | 'rig'>): PlacedFinding[] {
  return sortFindings(findings).map((finding) => {
    const index = findings.indexOf(finding);
    if (finding.first_frame < 0) {
      return { index, finding, frames: null };
    }
    const rate = rig.lidars.find((lidar) => lidar.name === finding.camera)?.rate_hz;
    const frameOf = (n: number) => (rate === undefined ? n : Math.ceil((n * clip.fps) / rate - 1e-3));
    const last = Math.max(finding.first_frame, finding.last_frame);
    const lastFrame = rate === undefined ? last : frameOf(last + 1) - 1;
    return { index, finding, frames: { first: frameOf(finding.first_frame), last: Math.min(lastFrame, clip.frames - 1) } };
  });
}

/** The findings of one check, worst first. */
export interface CheckGroup {
  check: string;
  worst: Severity;
  findings: PlacedFinding[];
}

/** By check, the check with the worst finding first. */
export function groupByCheck(findings: PlacedFinding[]): CheckGroup[] {
  const groups = new Map<string, CheckGroup>();
  for (const placed of findings) {
    const { check, severity } = placed.finding;
    const group = groups.get(check) ?? { check, worst: severity, findings: [] };
    group.findings.push(placed);
    groups.set(check, group);
  }
  return [...groups.values()];
}
