import { ApiProblem } from '../api/client';

/** What the service found wrong, fault by fault. */
export function ProblemList({ error }: { error: unknown }) {
  if (!(error instanceof ApiProblem) || error.errors.length === 0) {
    return (
      <p class="problem" role="alert">
        {error instanceof Error ? error.message : String(error)}
      </p>
    );
  }
  return (
    <ul class="problem" role="alert">
      {error.errors.map((fault, i) => (
        <li key={i}>
          <code>{fault.code}</code> {fault.source}
          {fault.line ? `:${fault.line}` : ''} <code>{fault.pointer}</code> {fault.detail}
        </li>
      ))}
    </ul>
  );
}
