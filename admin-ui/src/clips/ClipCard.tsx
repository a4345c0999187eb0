import { useEffect, useRef, useState } from 'preact/hooks';
import { getClip } from '../api/client';
import type { ListedClip } from '../api/types';
import { StateBadge } from '../requests/RequestParts';
import { arrangeCameras, rgbVideos } from '../clip/files';
import { worstOf, parseVerdict } from '../clip/verdict';

/** A clip in the grid: the first frame of its front camera, which plays under the pointer. */
export function ClipCard({ listed, href }: { listed: ListedClip; href: string }) {
  const { clip, decision } = listed;
  const card = useRef<HTMLLIElement>(null);
  const src = useThumbnail(card, listed);
  const worst = worstOf(parseVerdict(clip.verdict));
  return (
    <li class="card" ref={card} data-ordinal={clip.ordinal} data-state={clip.state}>
      <a href={href} aria-label={`Clip ${clip.ordinal}, ${clip.scene}, ${clip.variation}`}>
        {src === '' ? (
          <span class="blank">{clip.state === 'RUNNING' ? clip.stage.toLowerCase() : 'no picture'}</span>
        ) : (
          <video
            src={src}
            muted
            loop
            playsInline
            preload="metadata"
            onMouseEnter={(event) => void event.currentTarget.play().catch(() => undefined)}
            onMouseLeave={(event) => {
              event.currentTarget.pause();
              event.currentTarget.currentTime = 0;
            }}
          />
        )}
        <span class="line">
          <b>{clip.ordinal}</b> {clip.scene} · {clip.variation}
        </span>
      </a>
      <span class="line">
        <StateBadge state={clip.state} />
        {decision !== null && (
          <span class={`badge decided ${decision.choice.toLowerCase()}`} title={`${decision.by}: ${decision.reason}`}>
            {decision.choice === 'ACCEPT' ? '✓ accepted by hand' : '✗ rejected by hand'}
          </span>
        )}
        {clip.state === 'RUNNING' && <progress value={clip.progress} max={1} aria-label="Progress of the clip" />}
      </span>
      <small>{clip.failure_code !== '' ? `${clip.failure_code} ${clip.failure_detail}` : worst}</small>
    </li>
  );
}

/** The front video's address, asked for only once the card comes into view. */
function useThumbnail(card: { current: HTMLLIElement | null }, { clip }: ListedClip): string {
  const [src, setSrc] = useState('');
  useEffect(() => {
    if (card.current === null || clip.result_key === '') {
      return;
    }
    const watcher = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) {
          watcher.disconnect();
          getClip(clip.request_id, clip.ordinal)
            .then(({ files }) => {
              const videos = rgbVideos(files);
              const front = arrangeCameras([...videos.keys()]).find((name) => name.includes('front'));
              setSrc(videos.get(front ?? '')?.url ?? [...videos.values()][0]?.url ?? '');
            })
            .catch(() => undefined);
        }
      },
      { rootMargin: '300px' },
    );
    watcher.observe(card.current);
    return () => watcher.disconnect();
  }, [clip.result_key]);
  return src;
}
