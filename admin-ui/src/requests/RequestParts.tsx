import { useState } from 'preact/hooks';
import { act, type Action } from '../api/client';
import { CLIP_STATES, type ClipState, type DatasetVersion, type RequestShown, type RequestState } from '../api/types';
import { durationSeconds, shortHash, showSeconds, showTime } from '../page/format';
import { complain } from '../page/notices';
import { isFinal, useProgress } from './progress';

/** A state in words. */
export const showState = (state: string) => state.toLowerCase().replaceAll('_', ' ');

export const StateBadge = ({ state }: { state: RequestState | ClipState }) => (
  <span class={`badge ${state.toLowerCase()}`}>{showState(state)}</span>
);

export function Counts({ counts, total }: { counts: Partial<Record<ClipState, number>>; total: number }) {
  return (
    <span class="counts">
      {CLIP_STATES.filter((state) => (counts[state] ?? 0) > 0).map((state) => (
        <span key={state} class={state.toLowerCase()}>
          {counts[state]} {showState(state)}
        </span>
      ))}
      <span>of {total}</span>
    </span>
  );
}

export function Versions({ versions }: { versions: DatasetVersion[] }) {
  if (versions.length === 0) {
    return <span class="dim">no version yet</span>;
  }
  return (
    <ul class="versions">
      {versions.map((one) => (
        <li key={one.version} title={`${one.location}\nmanifest ${one.manifest_sha256}\n${showTime(one.created_at)}`}>
          <b>v{one.version}</b> {one.clips} {one.clips === 1 ? 'clip' : 'clips'}
          {one.rejected > 0 ? `, ${one.rejected} rejected` : ''} <code>{shortHash(one.manifest_sha256)}</code>
        </li>
      ))}
    </ul>
  );
}

interface LiveProps {
  request: RequestShown;
  live: boolean;
  onEnd: () => void;
}

/** How far it is: from the stream where there is one, else from the counts. */
export function LiveBar({ request, live, onEnd }: LiveProps) {
  const event = useProgress(request.id, live && !isFinal(request.state), (latest) => {
    if (latest.state !== request.state) {
      onEnd();
    }
  });
  const ended = CLIP_STATES.filter((state) => state !== 'RUNNING').reduce((n, state) => n + (request.clips[state] ?? 0), 0);
  const counted = request.total === 0 ? 0 : ended / request.total;
  const running = event !== null && event.progress.total > 0 && event.state === 'RUNNING';
  const fraction = running ? event.progress.fraction : counted;
  return (
    <span class="progress">
      <progress value={fraction} max={1} aria-label={`Progress of ${request.name}`} />
      <span>{(100 * fraction).toFixed(fraction > 0 && fraction < 1 ? 1 : 0)} %</span>
      {running && (
        <small>
          {event.progress.in_flight} in flight · {(60 * event.progress.clips_per_second).toFixed(2)} clips/min · about{' '}
          {showSeconds(durationSeconds(event.progress.eta))} left
        </small>
      )}
    </span>
  );
}

function possible(state: RequestState): Action[] {
  switch (state) {
    case 'QUEUED':
    case 'RUNNING':
      return ['pause', 'cancel'];
    case 'PAUSED':
      return ['resume', 'cancel'];
    case 'COMPLETED':
    case 'FAILED':
      return ['retry'];
    case 'CANCELLED':
      return [];
  }
}

/** A completed request has something to retry only where clips failed. */
const offered = (request: RequestShown) =>
  possible(request.state).filter(
    (action) => action !== 'retry' || request.state === 'FAILED' || (request.clips.FAILED ?? 0) > 0,
  );

export function Actions({ request, onDone }: { request: RequestShown; onDone: () => void }) {
  const [busy, setBusy] = useState(false);
  const run = (action: Action) => {
    if (action === 'cancel' && !window.confirm(`Cancel ${request.name}? A cancelled request cannot be resumed.`)) {
      return;
    }
    setBusy(true);
    act(request.id, action)
      .then(onDone, complain)
      .finally(() => setBusy(false));
  };
  return (
    <span class="actions">
      {offered(request).map((action) => (
        <button key={action} type="button" disabled={busy} aria-label={`${action} ${request.name}`} onClick={() => run(action)}>
          {action}
        </button>
      ))}
    </span>
  );
}
