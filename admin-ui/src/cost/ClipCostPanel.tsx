import { showSpan } from '../page/format';
import { isReused, labelOf, parseCost, wallOf, type ClipCost } from './cost';

/** Where a clip's time went: a bar of its phases, the same as a table, and what the endpoints said. */
export function ClipCostPanel({ timings }: { timings: string }) {
  const cost = parseCost(timings);
  if (cost === null || cost.spells.length === 0) {
    return null;
  }
  return (
    <section aria-label="Cost" class="clip-cost">
      <h2>
        Cost <small>{showSpan(wallOf(cost))} from plan to label</small>
      </h2>
      <PhaseBar cost={cost} />
      <table class="phases">
        <thead>
          <tr>
            <th scope="col">Phase</th>
            <th scope="col">Time</th>
            <th scope="col">CPU here</th>
          </tr>
        </thead>
        <tbody>
          {cost.spells.map((spell) => (
            <tr key={spell.phase} data-phase={spell.phase}>
              <th scope="row">
                <i class={`key ${spell.phase}`} /> {labelOf(spell.phase)}
              </th>
              <td>{showSpan(spell.wall)}</td>
              <td>{spell.cpu > 0 ? showSpan(spell.cpu) : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Endpoints cost={cost} />
    </section>
  );
}

function PhaseBar({ cost }: { cost: ClipCost }) {
  const sum = Math.max(1e-9, wallOf(cost));
  return (
    <div class="phase-bar" aria-hidden="true">
      {cost.spells.map((spell) => (
        <i
          key={spell.phase}
          class={spell.phase}
          style={{ flexGrow: spell.wall / sum }}
          title={`${labelOf(spell.phase)}: ${showSpan(spell.wall)}`}
        />
      ))}
    </div>
  );
}

function Endpoints({ cost }: { cost: ClipCost }) {
  if (isReused(cost)) {
    return <p class="dim">It was there already: nothing had to be generated.</p>;
  }
  const failures = Object.entries(cost.failures);
  return (
    <dl class="facts">
      <div>
        <dt>Endpoint</dt>
        <dd>
          {cost.endpoints.join(', ') || '–'}
          {cost.tries > 1 ? `, ${cost.tries} tries` : ''}
        </dd>
      </div>
      {cost.engine.length > 0 && (
        <div>
          <dt>Engine</dt>
          <dd>{cost.engine.map(([phase, seconds]) => `${phase} ${showSpan(seconds)}`).join(', ')}</dd>
        </div>
      )}
      {(failures.length > 0 || cost.wasted > 0) && (
        <div>
          <dt>Lost</dt>
          <dd>
            {showSpan(cost.wasted)}
            {failures.map(([token, count]) => ` · ${count} × ${token}`)}
          </dd>
        </div>
      )}
    </dl>
  );
}
