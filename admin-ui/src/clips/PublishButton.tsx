import { useState } from 'preact/hooks';
import { publish } from '../api/client';
import { complain, notify } from '../page/notices';

interface Props {
  request: string;
  enabled: boolean;
  onDone: () => void;
}

/** What was decided since the last version becomes the next one. */
export function PublishButton({ request, enabled, onDone }: Props) {
  const [busy, setBusy] = useState(false);
  const run = () => {
    setBusy(true);
    publish(request)
      .then((version) => {
        notify(`version ${version.version}: ${version.clips} ${version.clips === 1 ? 'clip' : 'clips'}, ${version.rejected} rejected`);
        onDone();
      })
      .catch(complain)
      .finally(() => setBusy(false));
  };
  return (
    <button type="button" class="primary" disabled={busy || !enabled} onClick={run}>
      {busy ? 'Publishing…' : 'Publish next version'}
    </button>
  );
}
