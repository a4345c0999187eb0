import { useState } from 'preact/hooks';
import type { Finding } from '../api/types';
import { showCamera, showNumber } from '../page/format';
import { framesOf, sortFindings } from './verdict';

interface Props {
  findings: Finding[];
  onSeek: (finding: Finding, frame: number) => void;
}

/** What the checks measured; a row leads to its frame. */
export function Findings({ findings, onSeek }: Props) {
  const wrong = findings.filter((finding) => finding.severity !== 'pass').length;
  const [all, setAll] = useState(wrong === 0);
  const shown = sortFindings(findings).filter((finding) => all || finding.severity !== 'pass');
  return (
    <section aria-label="Findings">
      <h2>
        Findings{' '}
        <small>
          {wrong} wrong, {findings.length - wrong} passed
        </small>
        <label>
          <input type="checkbox" checked={all} onChange={(event) => setAll(event.currentTarget.checked)} /> passed too
        </label>
      </h2>
      <div class="scroll">
        <table class="findings">
          <thead>
            <tr>
              <th>Code</th>
              <th>Value</th>
              <th>Limit</th>
              <th>Where</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((finding, i) => (
              <tr key={i} class={finding.severity} title={finding.detail}>
                <td>
                  <span class={`dot ${finding.severity}`} role="img" aria-label={finding.severity} /> {finding.code}
                </td>
                <td>
                  {showNumber(finding.value)} <small>{finding.unit}</small>
                </td>
                <td>{showNumber(finding.threshold)}</td>
                <td>
                  <Where finding={finding} onSeek={onSeek} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Where({ finding, onSeek }: { finding: Finding; onSeek: Props['onSeek'] }) {
  const frames = framesOf(finding);
  const camera = finding.camera === undefined ? '' : showCamera(finding.camera);
  if (frames === null) {
    return <>{camera || 'clip'}</>;
  }
  return (
    <button type="button" class="link" onClick={() => onSeek(finding, frames.first)}>
      {camera} {frames.first === frames.last ? `frame ${frames.first}` : `frames ${frames.first}–${frames.last}`}
    </button>
  );
}
