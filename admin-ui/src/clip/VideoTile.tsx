import { useEffect, useRef, useState } from 'preact/hooks';
import { fetchBlob } from '../api/client';
import type { ClipFile, Finding, Severity } from '../api/types';
import { showCamera } from '../page/format';
import { complain } from '../page/notices';
import type { ClipClock } from './clock';
import type { PlacedFinding } from './verdict';

interface Props {
  camera: string;
  rgb: ClipFile;
  conditioning: ClipFile | undefined;
  clock: ClipClock;
  overlay: boolean;
  opacity: number;
  /** A finding about this camera that is being explained. */
  explained: PlacedFinding | null;
}

/** One camera: the video, and above it, where wanted, the conditioning that it was made from. */
export function VideoTile({ camera, rgb, conditioning, clock, overlay, opacity, explained }: Props) {
  const [large, setLarge] = useState(false);
  return (
    <figure class={`tile ${large ? 'large' : ''} ${explained !== null ? 'marked' : ''}`} data-camera={camera}>
      <FollowingVideo file={rgb} clock={clock} label={`${showCamera(camera)}, generated`} kind="rgb" />
      {overlay && conditioning !== undefined && (
        <FollowingVideo
          file={conditioning}
          clock={clock}
          label={`${showCamera(camera)}, conditioning`}
          kind="conditioning"
          opacity={opacity}
        />
      )}
      {explained?.finding.region !== undefined && isWithin(explained, clock.frame) && (
        <Region region={explained.finding.region} severity={explained.finding.severity} />
      )}
      <figcaption>{showCamera(camera)}</figcaption>
      <button
        type="button"
        class="quiet enlarge"
        aria-pressed={large}
        aria-label={`${large ? 'Shrink' : 'Enlarge'} ${showCamera(camera)}`}
        onClick={() => setLarge(!large)}
      >
        {large ? '–' : '+'}
      </button>
    </figure>
  );
}

const isWithin = ({ frames }: PlacedFinding, frame: number) =>
  frames === null || (frame >= frames.first && frame <= frames.last);

/** Where in the picture a finding is. */
function Region({ region: [left, top, right, bottom], severity }: { region: NonNullable<Finding['region']>; severity: Severity }) {
  const percent = (share: number) => `${100 * share}%`;
  return (
    <i
      class={`region ${severity}`}
      aria-hidden="true"
      style={{ left: percent(left), top: percent(top), width: percent(right - left), height: percent(bottom - top) }}
    />
  );
}

interface FollowingProps {
  file: ClipFile;
  clock: ClipClock;
  label: string;
  kind: string;
  opacity?: number;
}

/**
 * A video that follows the clock. Its bytes are fetched as a whole: a seek then never waits for the network, and more videos
 * than the six connections that browsers open can be shown. `data-frame` is the frame that is really on screen.
 */
function FollowingVideo({ file, clock, label, kind, opacity = 1 }: FollowingProps) {
  const video = useRef<HTMLVideoElement>(null);
  const [src, setSrc] = useState('');
  useEffect(() => {
    let url = '';
    let gone = false;
    fetchBlob(file.url)
      .then((blob) => {
        if (!gone) {
          url = URL.createObjectURL(blob);
          setSrc(url);
        }
      })
      .catch(complain);
    return () => {
      gone = true;
      URL.revokeObjectURL(url);
    };
  }, [file.url]);
  useEffect(() => {
    const element = video.current;
    if (element === null || src === '') {
      return;
    }
    let handle = 0;
    const note = (_now: number, metadata: VideoFrameCallbackMetadata) => {
      element.dataset.frame = String(Math.round(metadata.mediaTime * clock.fps));
      handle = element.requestVideoFrameCallback(note);
    };
    handle = element.requestVideoFrameCallback(note);
    const leave = clock.follow(element);
    return () => {
      leave();
      element.cancelVideoFrameCallback(handle);
    };
  }, [clock, src]);
  return (
    <video
      ref={video}
      src={src || undefined}
      class={kind}
      aria-label={label}
      style={{ opacity }}
      muted
      playsInline
      preload="auto"
      onError={(event) => event.currentTarget.src && complain(new Error(`${label} cannot be played`))}
    />
  );
}
