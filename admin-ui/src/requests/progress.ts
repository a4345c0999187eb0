import { useEffect, useState } from 'preact/hooks';
import { eventsUrl } from '../api/client';
import type { ProgressEvent, RequestState } from '../api/types';

export const isFinal = (state: RequestState) => state === 'COMPLETED' || state === 'FAILED' || state === 'CANCELLED';

/**
 * The latest event of a request's progress stream while `live`. The browser reconnects by itself; every event is the whole
 * state, so nothing has to be put together.
 */
export function useProgress(id: string, live: boolean, onEvent: (event: ProgressEvent) => void) {
  const [progress, setProgress] = useState<ProgressEvent | null>(null);
  useEffect(() => {
    if (!live) {
      setProgress(null);
      return;
    }
    const stream = new EventSource(eventsUrl(id));
    stream.addEventListener('progress', (message) => {
      const event = JSON.parse((message as MessageEvent<string>).data) as ProgressEvent;
      setProgress(event);
      onEvent(event);
      if (isFinal(event.state)) {
        stream.close();
      }
    });
    return () => stream.close();
  }, [id, live]);
  return progress;
}
