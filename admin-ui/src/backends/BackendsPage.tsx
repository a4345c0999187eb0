import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { ApiProblem, drainBackend, getBackends } from '../api/client';
import type { Backends, CostLine, EndpointStatus, WaitingLine } from '../api/types';
import { showNumber, showSpan, showTime } from '../page/format';
import { complain, notify } from '../page/notices';
import { limitsOf } from './offer';

const POLL_MILLIS = 2000;
/** Beyond this, places are told in figures instead of squares. */
const MOST_SQUARES = 16;

/** Every endpoint with what it does now, the line before them, and what clips have cost. */
export function BackendsPage() {
  const { shown, problem, refresh } = useBackends();
  if (shown === null) {
    return <main aria-busy={problem === ''}>{problem === '' ? 'Loading…' : <p class="problem">{problem}</p>}</main>;
  }
  return (
    <main class="backends">
      <div class="title">
        <h1>Backends</h1>
        <Line line={shown.line} />
        {problem !== '' && (
          <p class="problem" role="alert">
            {problem}; what follows is from before
          </p>
        )}
      </div>
      {shown.backends.length === 0 ? (
        <p>No endpoint. One is named in the configuration, under tailforge.backends.endpoints.</p>
      ) : (
        <Endpoints endpoints={shown.backends} changeable={shown.changeable} onChange={refresh} />
      )}
      <h2 id="history">What clips have cost</h2>
      <History lines={shown.history} />
    </main>
  );
}

/** Asked anew every two seconds while the page is looked at. */
function useBackends() {
  const [shown, setShown] = useState<Backends | null>(null);
  const [problem, setProblem] = useState('');
  const refresh = useCallback(() => {
    if (document.hidden) {
      return;
    }
    getBackends().then(
      (answer) => {
        setShown(answer);
        setProblem('');
      },
      (error: unknown) => setProblem(error instanceof ApiProblem ? error.message : String(error)),
    );
  }, []);
  useEffect(() => {
    refresh();
    const timer = window.setInterval(refresh, POLL_MILLIS);
    document.addEventListener('visibilitychange', refresh);
    return () => {
      window.clearInterval(timer);
      document.removeEventListener('visibilitychange', refresh);
    };
  }, [refresh]);
  return { shown, problem, refresh };
}

function Line({ line }: { line: WaitingLine }) {
  const parts = (counts: Record<string, number>) =>
    Object.entries(counts).map(([name, count]) => `${name.toLowerCase()} ${count}`);
  return (
    <span class="line-of-clips" data-waiting={line.waiting}>
      <b>{line.waiting}</b> {line.waiting === 1 ? 'clip waits' : 'clips wait'} for an endpoint
      {line.waiting > 0 && (
        <small>
          {' '}
          by priority: {parts(line.by_priority).join(', ')} · by requester: {parts(line.by_requester).join(', ')}
        </small>
      )}
    </span>
  );
}

interface EndpointsProps {
  endpoints: EndpointStatus[];
  changeable: boolean;
  onChange: () => void;
}

function Endpoints({ endpoints, changeable, onChange }: EndpointsProps) {
  return (
    <table class="endpoints">
      <thead>
        <tr>
          <th scope="col">Endpoint</th>
          <th scope="col">State</th>
          <th scope="col">At work</th>
          <th scope="col">Busy, last 5 min</th>
          <th scope="col">Queue there</th>
          <th scope="col">Per clip</th>
          <th scope="col">Done</th>
          <th scope="col">Failures</th>
          {changeable && <th scope="col">Actions</th>}
        </tr>
      </thead>
      <tbody>
        {endpoints.map((endpoint) => (
          <Row key={endpoint.endpoint} endpoint={endpoint}>
            {changeable && (
              <td>
                <Drain endpoint={endpoint} onDone={onChange} />
              </td>
            )}
          </Row>
        ))}
      </tbody>
    </table>
  );
}

function Row({ endpoint, children }: { endpoint: EndpointStatus; children: ComponentChildren }) {
  const { offer } = endpoint;
  return (
    <tr data-endpoint={endpoint.endpoint} data-state={endpoint.state}>
      <th scope="row">
        {endpoint.id}
        {offer !== null && (
          <small>
            {offer.engine} {offer.engine_version} on {offer.device}
          </small>
        )}
        {offer?.models.map((model) => <small key={model.name}>{limitsOf(model)}</small>)}
      </th>
      <td>
        <span class={`badge ${endpoint.state.toLowerCase()}`}>{endpoint.state.toLowerCase()}</span>
        <small>since {showTime(endpoint.since)}</small>
        {endpoint.last_error !== null && endpoint.state !== 'READY' && <small class="lost">{endpoint.last_error}</small>}
      </td>
      <td>
        <Places endpoint={endpoint} />
      </td>
      <td>
        <meter min={0} max={1} value={endpoint.utilisation} aria-label={`Utilisation of ${endpoint.endpoint}`} />{' '}
        {(100 * endpoint.utilisation).toFixed(0)} %
      </td>
      <td>{endpoint.server_queue ?? '–'}</td>
      <td>{endpoint.seconds_per_clip > 0 ? showSpan(endpoint.seconds_per_clip) : '–'}</td>
      <td>{endpoint.done}</td>
      <td>
        <Failures endpoint={endpoint} />
      </td>
      {children}
    </tr>
  );
}

function Drain({ endpoint, onDone }: { endpoint: EndpointStatus; onDone: () => void }) {
  const [busy, setBusy] = useState(false);
  const run = () => {
    setBusy(true);
    drainBackend(endpoint.id)
      .then(() => {
        notify(`${endpoint.id} takes no more clips`);
        onDone();
      }, complain)
      .finally(() => setBusy(false));
  };
  return (
    <button
      type="button"
      disabled={busy || endpoint.state === 'DRAINING' || endpoint.state === 'GONE'}
      aria-label={`drain ${endpoint.endpoint}`}
      onClick={run}
    >
      drain
    </button>
  );
}

/** One square for each clip it can work on, filled where one is at work. */
function Places({ endpoint: { in_flight, concurrency } }: { endpoint: EndpointStatus }) {
  const squares = Math.max(concurrency, in_flight);
  return (
    <>
      {squares <= MOST_SQUARES && (
        <span class="places" aria-hidden="true">
          {Array.from({ length: squares }, (_, i) => (
            <i key={i} class={i < in_flight ? (i < concurrency ? 'taken' : 'ahead') : ''} />
          ))}
        </span>
      )}
      <small>
        {in_flight} of {concurrency}
      </small>
    </>
  );
}

function Failures({ endpoint }: { endpoint: EndpointStatus }) {
  const failures = Object.entries(endpoint.failed_by_token).sort(([, a], [, b]) => b - a);
  if (failures.length === 0) {
    return <span class="dim">none</span>;
  }
  return (
    <details class="failures">
      <summary>{failures.map(([token, count]) => `${count} × ${token}`).join(', ')}</summary>
      <small>{endpoint.last_error ?? ''}</small>
    </details>
  );
}

function History({ lines }: { lines: CostLine[] }) {
  if (lines.length === 0) {
    return <p class="dim">No clip has been generated here yet.</p>;
  }
  return (
    <table class="history" aria-labelledby="history">
      <thead>
        <tr>
          <th scope="col">Engine</th>
          <th scope="col">Device</th>
          <th scope="col">Clips</th>
          <th scope="col">Generation per clip</th>
          <th scope="col">Per camera frame</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={`${line.engine} ${line.engine_version} ${line.device}`}>
            <th scope="row">
              {line.engine} <small>{line.engine_version}</small>
            </th>
            <td>{line.device}</td>
            <td>{showNumber(line.clips)}</td>
            <td>{showSpan(line.seconds_per_clip)}</td>
            <td>{line.seconds_per_frame > 0 ? `${showNumber(line.seconds_per_frame)} s` : '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
