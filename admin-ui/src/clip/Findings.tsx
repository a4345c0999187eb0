import { useState } from 'preact/hooks';
import { showCamera, showNumber } from '../page/format';
import { countFindings, groupByCheck, type PlacedFinding } from './verdict';

interface Props {
  findings: PlacedFinding[];
  /** The finding that is explained, by its place in the verdict; -1: none. */
  chosen: number;
  onChoose: (finding: PlacedFinding) => void;
}

/** What the checks measured, check by check; a row leads to its frame and its explanation. */
export function Findings({ findings, chosen, onChoose }: Props) {
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
          {groupByCheck(all ? findings : notable).map((group) => (
            <tbody key={group.check} data-check={group.check}>
              <tr class="check">
                <th colSpan={4} scope="rowgroup">
                  {group.check}
                </th>
              </tr>
              {group.findings.map((placed) => (
                <Row key={placed.index} placed={placed} chosen={placed.index === chosen} onChoose={onChoose} />
              ))}
            </tbody>
          ))}
        </table>
      </div>
    </section>
  );
}

interface RowProps {
  placed: PlacedFinding;
  chosen: boolean;
  onChoose: Props['onChoose'];
}

function Row({ placed, chosen, onChoose }: RowProps) {
  const { finding, index } = placed;
  return (
    <tr class={`${finding.severity} ${chosen ? 'chosen' : ''}`} title={finding.detail} data-finding={index}>
      <td>
        <span class={`dot ${finding.severity}`} role="img" aria-label={finding.severity.replace('_', ' ')} />
        {'\u00a0'}
        {finding.code}
      </td>
      <td>
        {showNumber(finding.value)} <small>{finding.unit}</small>
      </td>
      <td>{showNumber(finding.threshold)}</td>
      <td>
        <button type="button" class="link" aria-pressed={chosen} onClick={() => onChoose(placed)}>
          {showCamera(finding.camera ?? '') || 'clip'} {showFrames(placed)}
        </button>
      </td>
    </tr>
  );
}

function showFrames({ frames }: PlacedFinding): string {
  if (frames === null) {
    return '';
  }
  return frames.first === frames.last ? `frame ${frames.first}` : `frames ${frames.first}–${frames.last}`;
}
