import type { Finding, Verdict } from '../api/types';
import { showNumber } from '../page/format';

/** @param text JSON of a verdict; empty before the clip is judged */
export const parseVerdict = (text: string): Verdict | null => (text === '' ? null : (JSON.parse(text) as Verdict));

const SEVERITIES = ['fail', 'warn', 'pass'];

const rank = (finding: Finding) => {
  const at = SEVERITIES.indexOf(finding.severity);
  return at < 0 ? SEVERITIES.length : at;
};

/** What is wrong first; the order of the checks otherwise. */
export const sortFindings = (findings: Finding[]) => [...findings].sort((a, b) => rank(a) - rank(b));

export function worstOf(verdict: Verdict | null): string {
  const worst = sortFindings(verdict?.findings ?? []).find((finding) => finding.severity === 'fail');
  return worst === undefined ? '' : `${worst.code} ${showNumber(worst.value)} (limit ${showNumber(worst.threshold)} ${worst.unit})`;
}

/** Frames that a finding speaks of; empty where it concerns the whole clip. */
export const framesOf = (finding: Finding): { first: number; last: number } | null =>
  finding.first_frame < 0
    ? null
    : { first: finding.first_frame, last: Math.max(finding.first_frame, finding.last_frame) };
