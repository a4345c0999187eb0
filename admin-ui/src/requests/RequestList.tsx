import { useCallback, useEffect, useState } from 'preact/hooks';
import { listLayouts, listRequests } from '../api/client';
import type { RequestShown } from '../api/types';
import { showTime, shortHash } from '../page/format';
import { complain } from '../page/notices';
import { formatRoute } from '../page/route';
import { isFinal } from './progress';
import { Actions, Counts, LiveBar, StateBadge, Versions } from './RequestParts';

const POLL_MILLIS = 5000;
/** Browsers open six connections to one server; each stream holds one. */
const STREAMS = 3;

export function RequestList() {
  const [requests, setRequests] = useState<RequestShown[] | null>(null);
  const [nextToken, setNextToken] = useState('');
  const [layouts, setLayouts] = useState(new Map<string, string>());
  const refresh = useCallback(() => {
    listRequests('')
      .then((page) => {
        setRequests((shown) => {
          const fresh = new Set(page.items.map((one) => one.id));
          return [...page.items, ...(shown ?? []).filter((one) => !fresh.has(one.id))];
        });
        setNextToken((token) => token || page.next_page_token);
      })
      .catch(complain);
  }, []);
  useEffect(() => {
    refresh();
    listLayouts()
      .then((list) => setLayouts(new Map(list.map((layout) => [layout.id, layout.name]))))
      .catch(complain);
    const timer = window.setInterval(refresh, POLL_MILLIS);
    return () => window.clearInterval(timer);
  }, [refresh]);
  const loadMore = () =>
    listRequests(nextToken)
      .then((page) => {
        setRequests((shown) => [...(shown ?? []), ...page.items]);
        setNextToken(page.next_page_token || ' ');
      })
      .catch(complain);
  if (requests === null) {
    return <main aria-busy="true">Loading…</main>;
  }
  const streamed = new Set(requests.filter((one) => !isFinal(one.state)).slice(0, STREAMS).map((one) => one.id));
  return (
    <main>
      <div class="title">
        <h1>Requests</h1>
        <a class="button primary" href={formatRoute({ page: 'new' })}>
          New request
        </a>
      </div>
      {requests.length === 0 ? (
        <p>No request yet. A request makes clips of a layout in every variation of its spec.</p>
      ) : (
        <table class="requests">
          <thead>
            <tr>
              <th>Request</th>
              <th>State</th>
              <th>Progress</th>
              <th>Clips</th>
              <th>Dataset versions</th>
              <th>Actions</th>
            </tr>
          </thead>
          <tbody>
            {requests.map((request) => (
              <Row
                key={request.id}
                request={request}
                layout={layouts.get(request.layout) ?? shortHash(request.layout)}
                live={streamed.has(request.id)}
                onChange={refresh}
              />
            ))}
          </tbody>
        </table>
      )}
      {nextToken.trim() !== '' && (
        <button type="button" onClick={loadMore}>
          Older requests
        </button>
      )}
    </main>
  );
}

interface RowProps {
  request: RequestShown;
  layout: string;
  live: boolean;
  onChange: () => void;
}

function Row({ request, layout, live, onChange }: RowProps) {
  return (
    <tr data-request={request.id} data-state={request.state}>
      <th scope="row">
        <a href={formatRoute({ page: 'clips', request: request.id, state: '' })}>{request.name}</a>
        <small>
          {layout} · {showTime(request.created_at)}
        </small>
      </th>
      <td>
        <StateBadge state={request.state} />
        {request.message && <small>{request.message}</small>}
      </td>
      <td class="wide">
        <LiveBar request={request} live={live} onEnd={onChange} />
      </td>
      <td>
        <Counts counts={request.clips} total={request.total} />
      </td>
      <td>
        <Versions versions={request.versions} />
      </td>
      <td>
        <Actions request={request} onDone={onChange} />
      </td>
    </tr>
  );
}
