import { useEffect, useState } from 'preact/hooks';
import { getQuality } from '../api/client';
import type { QualityReport } from '../api/types';
import { showCamera, showNumber } from '../page/format';
import { complain } from '../page/notices';
import { formatRoute } from '../page/route';
import { drifts, showShare, sortFigures } from './quality';

/** A request's clips as a whole: how many were accepted and why not, what drifts, what looks the same. */
export function QualityPage({ request }: { request: string }) {
  const [report, setReport] = useState<QualityReport | null>(null);
  useEffect(() => {
    getQuality(request).then(setReport, complain);
  }, [request]);
  return (
    <main class="quality">
      <a href={formatRoute({ page: 'clips', request, state: '' })}>All clips</a>
      <h1>Quality of the request</h1>
      {report === null ? <p aria-busy="true">Loading…</p> : <Report request={request} report={report} />}
    </main>
  );
}

function Report({ request, report }: { request: string; report: QualityReport }) {
  return (
    <>
      <p>
        {report.accepted} of {report.judged} judged clips are accepted ({showShare(report.accepted, report.judged)}).
      </p>
      <Gates gates={report.gates} />
      <div class="shares">
        <Causes causes={report.causes} judged={report.judged} />
        <Shares title="By weather" shares={report.weathers} />
        <Shares title="By sensor, nothing failed" shares={report.cameras} />
      </div>
      <Duplicates request={request} duplicates={report.duplicates} />
      <Figures figures={report.figures} />
    </>
  );
}

function Gates({ gates }: { gates: QualityReport['gates'] }) {
  return (
    <section aria-label="Gates">
      <h2>Gates</h2>
      <table>
        <tbody>
          {gates.map((gate) => (
            <tr key={gate.name} data-gate={gate.name} data-violated={gate.violated}>
              <th scope="row">{gate.name}</th>
              <td>
                <span class={`badge ${gate.violated ? 'failed' : 'accepted'}`}>{gate.violated ? 'violated' : 'kept'}</span>
              </td>
              <td>
                {showNumber(gate.value)} <small>limit {showNumber(gate.limit)}</small>
              </td>
              <td>{gate.detail}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Causes({ causes, judged }: { causes: QualityReport['causes']; judged: number }) {
  return (
    <section aria-label="Causes">
      <h2>What clips failed by</h2>
      {causes.length === 0 ? (
        <p class="dim">No clip failed.</p>
      ) : (
        <table>
          <tbody>
            {causes.map(({ check, code, clips }) => (
              <tr key={`${check}/${code}`}>
                <th scope="row">
                  {code} <small>{check}</small>
                </th>
                <td>
                  {clips} <small>{showShare(clips, judged)}</small>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Shares({ title, shares }: { title: string; shares: QualityReport['weathers'] }) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <table>
        <tbody>
          {shares.map(({ name, clips, accepted }) => (
            <tr key={name}>
              <th scope="row">{showCamera(name)}</th>
              <td>
                <meter min={0} max={clips} value={accepted} aria-label={`${accepted} of ${clips}`} />
              </td>
              <td>
                {accepted} of {clips}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Duplicates({ request, duplicates }: { request: string; duplicates: QualityReport['duplicates'] }) {
  const { compared, published, alike, pairs } = duplicates;
  const link = (id: string, ordinal: number) => formatRoute({ page: 'clip', request: id, ordinal, frame: 0 });
  return (
    <section aria-label="Near-duplicates">
      <h2>
        Near-duplicates{' '}
        <small>
          {compared} accepted clips compared with each other and with {published} of other datasets: {alike} look like
          another one
        </small>
      </h2>
      {pairs.length > 0 && (
        <table>
          <thead>
            <tr>
              <th>Clip</th>
              <th>looks like</th>
              <th>Bits of 63 apart</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {pairs.map((pair) => (
              <tr key={`${pair.ordinal} ${pair.other_request} ${pair.other_ordinal}`}>
                <td>
                  <a href={link(request, pair.ordinal)}>{pair.ordinal}</a>
                </td>
                <td>
                  <a href={link(pair.other_request ?? request, pair.other_ordinal)}>
                    {pair.other_ordinal} {pair.other_request !== undefined && `of ${pair.other_request.slice(0, 8)}…`}
                  </a>
                </td>
                <td>{showNumber(pair.bits)}</td>
                <td class="dim">{pair.meant && 'one scene in two variations'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Figures({ figures }: { figures: QualityReport['figures'] }) {
  return (
    <section aria-label="Figures">
      <h2>
        Figures <small>the worst of each clip; drift: how differently earlier requests' values lie</small>
      </h2>
      <div class="table-scroll">
        <table>
          <thead>
            <tr>
              <th>Code</th>
              <th>5 %</th>
              <th>Median</th>
              <th>95 %</th>
              <th>Clips</th>
              <th>Drift</th>
            </tr>
          </thead>
          <tbody>
            {sortFigures(figures).map((figure) => (
              <tr key={`${figure.check}/${figure.code}`}>
                <th scope="row">
                  {figure.code} <small>{figure.check}</small>
                </th>
                <td>{showNumber(figure.p05)}</td>
                <td>
                  {showNumber(figure.median)} <small>{figure.unit}</small>
                </td>
                <td>{showNumber(figure.p95)}</td>
                <td>{figure.values}</td>
                <td class={drifts(figure) ? 'drifts' : 'dim'}>
                  {figure.drift === undefined
                    ? 'nothing before'
                    : `${figure.drift.statistic.toFixed(2)} (chance ${figure.drift.chance.toFixed(2)})`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
