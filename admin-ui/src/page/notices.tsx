import { useEffect, useState } from 'preact/hooks';
import { ApiProblem } from '../api/client';

interface Notice {
  id: number;
  text: string;
  isError: boolean;
}

const NOTICE_MILLIS = 6000;
const channel = new EventTarget();
let count = 0;

export function notify(text: string, isError = false) {
  channel.dispatchEvent(new CustomEvent<Notice>('notice', { detail: { id: ++count, text, isError } }));
}

/** Says what went wrong; for the end of every promise that a click starts. */
export function complain(error: unknown) {
  const code = error instanceof ApiProblem ? `${error.code}: ` : '';
  notify(code + (error instanceof Error ? error.message : String(error)), true);
}

/** The last few things that happened, read out by screen readers. */
export function Notices() {
  const [notices, setNotices] = useState<Notice[]>([]);
  useEffect(() => {
    const show = (event: Event) => {
      const notice = (event as CustomEvent<Notice>).detail;
      setNotices((shown) => [...shown.slice(-2), notice]);
      window.setTimeout(() => setNotices((shown) => shown.filter((one) => one.id !== notice.id)), NOTICE_MILLIS);
    };
    channel.addEventListener('notice', show);
    return () => channel.removeEventListener('notice', show);
  }, []);
  return (
    <div class="notices" role="status" aria-live="polite">
      {notices.map((notice) => (
        <p key={notice.id} class={notice.isError ? 'error' : ''}>
          {notice.text}
        </p>
      ))}
    </div>
  );
}
