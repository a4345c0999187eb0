import type { QualityReport } from '../api/types';

/** Shares of a report as a person reads them. */
export const showShare = (part: number, whole: number) => (whole === 0 ? '–' : `${Math.round((100 * part) / whole)} %`);

type Figure = QualityReport['figures'][number];

/** Whether a figure differs from earlier requests by more than chance. */
export const drifts = ({ drift }: Figure) => drift !== undefined && drift.statistic > drift.chance;

/** What drifts most comes first; the order of the checks otherwise. */
export const sortFigures = (figures: Figure[]) =>
  [...figures].sort((a, b) => (drifts(b) ? b.drift!.statistic : 0) - (drifts(a) ? a.drift!.statistic : 0));
