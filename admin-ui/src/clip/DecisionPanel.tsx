import type { Choice, Decision } from '../api/types';
import { showTime } from '../page/format';

interface Props {
  decision: Decision | null;
  reason: string;
  advance: boolean;
  busy: boolean;
  onReason: (reason: string) => void;
  onAdvance: (advance: boolean) => void;
  onDecide: (choice: Choice) => void;
}

const REASONS = ['artefacts', 'wrong weather', 'actors implausible', 'conditioning not followed', 'LiDAR wrong'];

/** A person's word on the clip. */
export function DecisionPanel({ decision, reason, advance, busy, onReason, onAdvance, onDecide }: Props) {
  return (
    <section class="decision" aria-label="Decision" data-choice={decision?.choice ?? ''}>
      <p class="actions">
        <button type="button" class="accept" disabled={busy} onClick={() => onDecide('ACCEPT')}>
          Accept <kbd>A</kbd>
        </button>
        <button type="button" class="reject" disabled={busy} onClick={() => onDecide('REJECT')}>
          Reject <kbd>R</kbd>
        </button>
        <label>
          <input type="checkbox" checked={advance} onChange={(event) => onAdvance(event.currentTarget.checked)} /> then go
          to the next
        </label>
      </p>
      <label>
        Reason{' '}
        <input list="reasons" maxLength={500} value={reason} onInput={(event) => onReason(event.currentTarget.value)} />
        <datalist id="reasons">
          {REASONS.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      </label>
      <p class="dim">
        {decision === null
          ? 'Nobody has decided; the verdict of the filter counts.'
          : `${decision.choice === 'ACCEPT' ? 'Accepted' : 'Rejected'} by ${decision.by}, ${showTime(decision.at)}${decision.reason ? `: ${decision.reason}` : ''}. It counts from the next version on.`}
      </p>
    </section>
  );
}
