import { useState } from 'preact/hooks';
import { showCamera, showNumber } from '../page/format';
import { countFindings, type PlacedFinding } from './verdict';

interface Props {
  findings: PlacedFinding[];
  onSeek: (camera: string, frame: number) => void;
}

/** What the checks measured; a row leads to its frame. */
export function Findings({ findings, onSeek }: Props) {
  const notable = findings.filter(({ finding }) => finding.severity !== 'pass');
  const [all, setAll] = useState(notable.length === 0);
  return (
    <section aria-label="Findings">
      <h2>
        Findings <small>{countFindings(findings.map(({ finding }) => finding))}</small>
        <label>
          <input type="checkbox" checked={all} onChange={(event) => setAll(event.currentTarget.checked)} /> all
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
            {(all ? findings : notable).map(({ finding, frames }, i) => (
              <tr key={i} class={finding.severity} title={finding.detail}>
                <td>
                  <span
                    class={`dot ${finding.severity}`}
                    role="img"
                    aria-label={finding.severity.replace('_', ' ')}
                  />
                  {'\u00a0'}
                  {finding.code}
                </td>
                <td>
                  {showNumber(finding.value)} <small>{finding.unit}</small>
                </td>
                <td>{showNumber(finding.threshold)}</td>
                <td>
                  <Where camera={finding.camera ?? ''} frames={frames} onSeek={onSeek} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

interface WhereProps {
  camera: string;
  frames: PlacedFinding['frames'];
  onSeek: Props['onSeek'];
}

function Where({ camera, frames, onSeek }: WhereProps) {
  if (frames === null) {
    return <>{showCamera(camera) || 'clip'}</>;
  }
  const { first, last } = frames;
  return (
    <button type="button" class="link" onClick={() => onSeek(camera, first)}>
      {showCamera(camera)} {first === last ? `frame ${first}` : `frames ${first}–${last}`}
    </button>
  );
}
