import { useCallback, useEffect, useState } from 'preact/hooks';
import { getRequestCost, resumeWithBudget } from '../api/client';
import type { RequestCost, RequestShown } from '../api/types';
import { showSpan } from '../page/format';
import { complain, notify } from '../page/notices';
import { Estimate } from './Estimate';
import { isFinal } from '../requests/progress';

const POLL_MILLIS = 4000;

/** What a request has spent of its budget, live, and what all of it was or is expected to cost. */
export function RequestCostPanel({ request, onChange }: { request: RequestShown; onChange: () => void }) {
  const [cost, setCost] = useState<RequestCost | null>(null);
  const refresh = useCallback(() => {
    getRequestCost(request.id).then(setCost).catch(complain);
  }, [request.id]);
  useEffect(refresh, [refresh, request.state]);
  useEffect(() => {
    if (isFinal(request.state)) {
      return;
    }
    const timer = window.setInterval(refresh, POLL_MILLIS);
    return () => window.clearInterval(timer);
  }, [refresh, request.state]);
  if (cost === null) {
    return null;
  }
  return (
    <section class="request-cost" aria-label="Cost of the request">
      <p>
        <b>{showSpan(cost.spent_seconds)}</b> of generation spent
        {cost.wasted_seconds > 0 && <span class="lost"> · {showSpan(cost.wasted_seconds)} of it in tries that failed</span>}
        {cost.budget_seconds !== null && (
          <>
            {' '}
            of a budget of <b>{showSpan(cost.budget_seconds)}</b>{' '}
            <meter
              min={0}
              max={cost.budget_seconds}
              high={0.9 * cost.budget_seconds}
              value={Math.min(cost.spent_seconds, cost.budget_seconds)}
              aria-label="Part of the budget that is spent"
            />
          </>
        )}
      </p>
      {request.state === 'PAUSED' && request.message.startsWith('BUDGET') && (
        <RaiseBudget request={request} budget={cost.budget_seconds ?? 0} onDone={onChange} />
      )}
      {cost.estimate !== null && (
        <details>
          <summary>
            Expected for all {cost.estimate.clips} {cost.estimate.clips === 1 ? 'clip' : 'clips'}:{' '}
            {cost.estimate.basis === 'UNKNOWN' ? 'not known' : showSpan(cost.estimate.generate_seconds.likely)}
          </summary>
          <Estimate estimate={cost.estimate} />
        </details>
      )}
    </section>
  );
}

interface RaiseProps {
  request: RequestShown;
  budget: number;
  onDone: () => void;
}

function RaiseBudget({ request, budget, onDone }: RaiseProps) {
  const [seconds, setSeconds] = useState(String(Math.ceil(2 * budget)));
  const [busy, setBusy] = useState(false);
  const raise = (event: Event) => {
    event.preventDefault();
    setBusy(true);
    resumeWithBudget(request.id, Number(seconds))
      .then(() => {
        notify(`${request.name} goes on with ${seconds} s`);
        onDone();
      }, complain)
      .finally(() => setBusy(false));
  };
  return (
    <form class="actions" onSubmit={raise}>
      <label>
        New budget, seconds{' '}
        <input
          type="number"
          min={budget}
          step="any"
          required
          value={seconds}
          onInput={(event) => setSeconds(event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="primary" disabled={busy}>
        Raise and resume
      </button>
    </form>
  );
}
