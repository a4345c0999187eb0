import { useCallback, useEffect, useState } from 'preact/hooks';
import { getRequest, listClips } from '../api/client';
import { CLIP_STATES, type ListedClip, type RequestShown } from '../api/types';
import { RequestCostPanel } from '../cost/RequestCostPanel';
import { complain } from '../page/notices';
import { go, formatRoute } from '../page/route';
import { Actions, Counts, LiveBar, showState, StateBadge, Versions } from '../requests/RequestParts';
import { isFinal } from '../requests/progress';
import { ClipCard } from './ClipCard';
import { PublishButton } from './PublishButton';

const POLL_MILLIS = 4000;

/** A request's clips, page by page. */
export function ClipGrid({ request: id, state }: { request: string; state: string }) {
  const [request, setRequest] = useState<RequestShown | null>(null);
  const [spec, setSpec] = useState('');
  const [clips, setClips] = useState<ListedClip[]>([]);
  const [next, setNext] = useState('');
  const refresh = useCallback(() => {
    getRequest(id)
      .then((detail) => {
        setRequest(detail.request);
        setSpec(detail.spec);
      })
      .catch(complain);
    listClips(id, '')
      .then((page) => {
        setClips((shown) => merge(page.items, shown));
        setNext((token) => token || page.next_page_token);
      })
      .catch(complain);
  }, [id]);
  useEffect(refresh, [refresh]);
  const isOpen = request !== null && !isFinal(request.state);
  useEffect(() => {
    if (!isOpen) {
      return;
    }
    const timer = window.setInterval(refresh, POLL_MILLIS);
    return () => window.clearInterval(timer);
  }, [isOpen, refresh]);
  const loadMore = () =>
    listClips(id, next)
      .then((page) => {
        setClips((shown) => merge(page.items, shown));
        setNext(page.next_page_token || 'end');
      })
      .catch(complain);
  if (request === null) {
    return <main aria-busy="true">Loading…</main>;
  }
  const wanted = clips.filter(({ clip }) => state === '' || clip.state === state);
  const hasMore = next !== '' && next !== 'end';
  return (
    <main>
      <div class="title">
        <h1>{request.name}</h1>
        <StateBadge state={request.state} />
        <LiveBar request={request} live onEnd={refresh} />
        <Actions request={request} onDone={refresh} />
      </div>
      {request.message && <p class="dim">{request.message}</p>}
      <RequestCostPanel request={request} onChange={refresh} />
      <div class="title">
        <Counts counts={request.clips} total={request.total} />
        <label>
          Show{' '}
          <select
            value={state}
            onChange={(event) => go({ page: 'clips', request: id, state: event.currentTarget.value })}
          >
            <option value="">all states</option>
            {CLIP_STATES.map((one) => (
              <option key={one} value={one}>
                {showState(one)} ({request.clips[one] ?? 0})
              </option>
            ))}
          </select>
        </label>
        <a href={formatRoute({ page: 'quality', request: id })}>Quality</a>
        <Versions versions={request.versions} />
        <PublishButton request={id} enabled={isFinal(request.state)} onDone={refresh} />
      </div>
      <ul class="grid">
        {wanted.map((listed) => (
          <ClipCard
            key={`${listed.clip.ordinal} ${listed.clip.result_key}`}
            listed={listed}
            href={formatRoute({ page: 'clip', request: id, ordinal: listed.clip.ordinal, frame: 0 })}
          />
        ))}
      </ul>
      {wanted.length === 0 && <p class="dim">No clip here{state ? ' in this state' : ' yet'}.</p>}
      {hasMore && (
        <button type="button" onClick={loadMore}>
          More clips ({clips.length} of {request.total} loaded)
        </button>
      )}
      <details>
        <summary>Variation spec</summary>
        <pre>{spec}</pre>
      </details>
    </main>
  );
}

/** Fresh rows in place of known ones, in the order of their ordinals. */
function merge(fresh: ListedClip[], known: ListedClip[]): ListedClip[] {
  const byOrdinal = new Map(known.map((one) => [one.clip.ordinal, one]));
  fresh.forEach((one) => byOrdinal.set(one.clip.ordinal, one));
  return [...byOrdinal.values()].sort((a, b) => a.clip.ordinal - b.clip.ordinal);
}
