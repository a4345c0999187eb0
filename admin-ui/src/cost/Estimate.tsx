import type { Basis, CostEstimate, Range } from '../api/types';
import { showNumber, showSpan } from '../page/format';

const BASES: Record<Basis, string> = {
  MEASURED: 'measured',
  SCALED: 'scaled',
  BENCH: 'our bench',
  PRIOR: 'published',
  UNKNOWN: 'not known',
};

/** What a request will cost, each amount with the range in which it lies four times in five. */
export function Estimate({ estimate }: { estimate: CostEstimate }) {
  const known = estimate.basis !== 'UNKNOWN';
  return (
    <section class="estimate" aria-label="Estimate">
      <h2>
        Estimate{' '}
        <span class={`badge basis ${estimate.basis.toLowerCase()}`} title={estimate.because}>
          {BASES[estimate.basis]}
        </span>
      </h2>
      <dl class="cost">
        <Row name="Clips" value={`${estimate.clips}`} />
        <Row name="Made of" value={`${estimate.camera_frames} camera frames, ${estimate.lidar_sweeps} LiDAR sweeps`} />
        <Row name="Engine" value={estimate.engine || 'no endpoint can be reached now'} />
        <Row name="Generation" value={known ? spanOf(estimate.generate_seconds) : 'not known'} />
        {estimate.gpu_seconds.high > 0 && <Row name="GPU time" value={spanOf(estimate.gpu_seconds)} />}
        {known && <Row name="Until done" value={spanOf(estimate.wall_seconds)} />}
        <Row name="CPU here" value={spanOf(estimate.cpu_seconds)} />
        <Row name="Files" value={gigabytesOf(estimate.gigabytes)} />
        <Row name="Basis" value={estimate.because} />
      </dl>
    </section>
  );
}

const Row = ({ name, value }: { name: string; value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);

const spanOf = (range: Range) => `${showSpan(range.likely)} (${showSpan(range.low)} to ${showSpan(range.high)})`;

const gigabytesOf = (range: Range) =>
  range.high < 0.5
    ? `${showNumber(Number((range.likely * 1000).toPrecision(2)))} MB (${showNumber(Number((range.low * 1000).toPrecision(2)))} to ${showNumber(Number((range.high * 1000).toPrecision(2)))})`
    : `${showNumber(Number(range.likely.toPrecision(2)))} GB (${showNumber(Number(range.low.toPrecision(2)))} to ${showNumber(Number(range.high.toPrecision(2)))})`;
