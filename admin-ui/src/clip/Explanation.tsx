import { useState } from 'preact/hooks';
import { stripUrl } from '../api/client';
import { showCamera } from '../page/format';
import type { PlacedFinding } from './verdict';

interface Props {
  request: string;
  ordinal: number;
  placed: PlacedFinding;
  onClose: () => void;
}

/** A finding in words and as its strip: frames before, at and after it, and what was expected there. */
export function Explanation({ request, ordinal, placed, onClose }: Props) {
  const { finding, index } = placed;
  const url = stripUrl(request, ordinal, index);
  const [failed, setFailed] = useState(false);
  return (
    <section class={`explanation ${finding.severity}`} aria-label="Explanation">
      <h2>
        {finding.code} <small>{showCamera(finding.camera ?? '') || 'clip'}</small>
        <button type="button" class="quiet" aria-label="Close the explanation" onClick={onClose}>
          ×
        </button>
      </h2>
      {finding.detail !== '' && <p>{finding.detail}</p>}
      {failed ? (
        <p class="dim">There is no picture of it: the clip's work files are not here any more.</p>
      ) : (
        <a href={url} target="_blank" rel="noreferrer">
          <img src={url} alt={`${finding.code}: what is there, and what was expected`} onError={() => setFailed(true)} />
        </a>
      )}
    </section>
  );
}
