import { useEffect, useMemo, useReducer, useState } from 'preact/hooks';
import { decide, fetchBlob, fetchJson, getClip, listClips } from '../api/client';
import type { Choice, ClipShown, Labels, SceneDocument } from '../api/types';
import { PublishButton } from '../clips/PublishButton';
import { ClipCostPanel } from '../cost/ClipCostPanel';
import { LidarView } from '../lidar/LidarView';
import { curator } from '../page/curator';
import { Shortcuts } from '../page/keys';
import { complain, notify } from '../page/notices';
import { formatRoute, go, rememberFrame } from '../page/route';
import { showState, StateBadge } from '../requests/RequestParts';
import { ClipClock } from './clock';
import { DecisionPanel } from './DecisionPanel';
import { arrangeCameras, conditioningVideos, rgbVideos, sweepsOf } from './files';
import { Explanation } from './Explanation';
import { Findings } from './Findings';
import { Downloads, Prompt, Provenance } from './Provenance';
import { Transport } from './Transport';
import { parseVerdict, placeFindings, type PlacedFinding } from './verdict';
import { VideoTile } from './VideoTile';

const PREFETCH_AFTER_MILLIS = 1500;

interface Props {
  request: string;
  ordinal: number;
  firstFrame: number;
}

/** A clip with its documents, or what stands in the way. */
export function ClipPage(props: Props) {
  const [shown, setShown] = useState<ClipShown | null>(null);
  const [scene, setScene] = useState<SceneDocument | null>(null);
  const [labels, setLabels] = useState<Labels | null>(null);
  useEffect(() => {
    getClip(props.request, props.ordinal)
      .then((clip) => {
        setShown(clip);
        const url = (key: string) => clip.files.find((file) => file.key === key)?.url;
        const sceneUrl = url('scene.json');
        const labelsUrl = url('labels.json');
        void (sceneUrl && fetchJson<SceneDocument>(sceneUrl).then(setScene, complain));
        void (labelsUrl && fetchJson<Labels>(labelsUrl).then(setLabels, complain));
      })
      .catch(complain);
  }, []);
  if (shown === null) {
    return <main aria-busy="true">Loading…</main>;
  }
  if (scene === null) {
    const waiting = shown.files.some((file) => file.key === 'scene.json');
    return (
      <main aria-busy={waiting}>
        <Heading shown={shown} />
        <p class="dim">
          {waiting
            ? 'Loading…'
            : `This clip has no files here: it is ${showState(shown.clip.state)} ${shown.clip.failure_code} ${shown.clip.failure_detail}`}
        </p>
        {!waiting && <ClipCostPanel timings={shown.clip.timings} />}
      </main>
    );
  }
  return <Workbench {...props} loaded={shown} scene={scene} labels={labels} />;
}

function Heading({ shown: { clip } }: { shown: ClipShown }) {
  return (
    <>
      <a href={formatRoute({ page: 'clips', request: clip.request_id, state: '' })}>All clips</a>
      <h1>
        Clip {clip.ordinal} <small>{`${clip.scene} · ${clip.variation}`}</small>
      </h1>
      <StateBadge state={clip.state} />
    </>
  );
}

interface WorkbenchProps extends Props {
  loaded: ClipShown;
  scene: SceneDocument;
  labels: Labels | null;
}

function Workbench({ request, ordinal, firstFrame, loaded, scene, labels }: WorkbenchProps) {
  const { clip, files } = loaded;
  const clock = useClock(scene, firstFrame);
  const [decision, setDecision] = useState(loaded.decision);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [advance, setAdvance] = useStored('tailforge.advance', 'yes');
  const [overlay, setOverlay] = useStored('tailforge.overlay', 'no');
  const [opacity, setOpacity] = useStored('tailforge.opacity', '0.5');
  const [explained, setExplained] = useState<PlacedFinding | null>(null);
  const rgb = useMemo(() => rgbVideos(files), [files]);
  const conditioning = useMemo(() => conditioningVideos(files), [files]);
  const findings = useMemo(() => placeFindings(parseVerdict(clip.verdict)?.findings ?? [], scene), [clip.verdict, scene]);

  useEffect(() => {
    if (!clock.isPlaying) {
      rememberFrame({ page: 'clip', request, ordinal, frame: clock.frame });
    }
  }, [clock.frame, clock.isPlaying]);

  usePrefetchOfNext(request, ordinal);

  const move = async (by: 1 | -1) => {
    const neighbour = await findNeighbour(request, ordinal, by);
    if (neighbour === null) {
      notify(by > 0 ? 'This is the last clip.' : 'This is the first clip.');
    } else {
      go({ page: 'clip', request, ordinal: neighbour, frame: 0 });
    }
  };
  const say = (choice: Choice) => {
    setBusy(true);
    decide(request, ordinal, choice, reason, curator())
      .then(async (stored) => {
        setDecision(stored);
        notify(`Clip ${ordinal} is ${choice === 'ACCEPT' ? 'accepted' : 'rejected'}`);
        if (advance === 'yes') {
          await move(1);
        }
      })
      .catch(complain)
      .finally(() => setBusy(false));
  };
  const explain = (placed: PlacedFinding) => {
    clock.pause();
    if (placed.frames !== null) {
      clock.seekFrame(placed.frames.first);
    }
    setExplained(placed);
  };
  const shortcuts = [
    { keys: [' '], label: 'Play or pause', does: () => clock.toggle(performance.now()) },
    { keys: [','], label: 'One frame back', does: () => clock.step(-1) },
    { keys: ['.'], label: 'One frame on', does: () => clock.step(1) },
    { keys: ['a'], label: 'Accept', does: () => say('ACCEPT') },
    { keys: ['r'], label: 'Reject', does: () => say('REJECT') },
    { keys: ['j', 'arrowright'], label: 'Next clip', does: () => void move(1).catch(complain) },
    { keys: ['k', 'arrowleft'], label: 'Previous clip', does: () => void move(-1).catch(complain) },
    { keys: ['o'], label: 'Show or hide the conditioning', does: () => setOverlay(overlay === 'yes' ? 'no' : 'yes') },
  ];
  return (
    <main class="workbench" data-clip={ordinal}>
      <div class="title">
        <Heading shown={{ ...loaded, decision }} />
        <button type="button" onClick={() => void move(-1).catch(complain)}>
          Previous <kbd>K</kbd>
        </button>
        <button type="button" onClick={() => void move(1).catch(complain)}>
          Next <kbd>J</kbd>
        </button>
        <Shortcuts shortcuts={shortcuts} />
        <PublishButton request={request} enabled onDone={() => undefined} />
      </div>
      <div class="views">
        <div class={`wall cameras-${rgb.size}`}>
          {arrangeCameras([...rgb.keys()]).map((camera) => {
            const file = rgb.get(camera);
            return (
              file !== undefined && (
                <VideoTile
                  key={camera}
                  camera={camera}
                  rgb={file}
                  conditioning={conditioning.get(camera)}
                  clock={clock}
                  overlay={overlay === 'yes'}
                  opacity={Number(opacity)}
                  explained={explained?.finding.camera === camera ? explained : null}
                />
              )
            );
          })}
        </div>
        <Transport
          clock={clock}
          findings={findings}
          overlay={overlay === 'yes'}
          opacity={Number(opacity)}
          onOverlay={(shown) => setOverlay(shown ? 'yes' : 'no')}
          onOpacity={(value) => setOpacity(String(value))}
        />
        {explained !== null && (
          <Explanation
            key={explained.index}
            request={request}
            ordinal={ordinal}
            placed={explained}
            onClose={() => setExplained(null)}
          />
        )}
        {labels !== null &&
          scene.rig.lidars.map((lidar) => (
            <Lidar key={lidar.name} lidar={lidar.name} loaded={loaded} labels={labels} clock={clock} />
          ))}
      </div>
      <aside>
        <DecisionPanel
          decision={decision}
          reason={reason}
          advance={advance === 'yes'}
          busy={busy}
          onReason={setReason}
          onAdvance={(on) => setAdvance(on ? 'yes' : 'no')}
          onDecide={say}
        />
        <Findings findings={findings} chosen={explained?.index ?? -1} onChoose={explain} />
        <Prompt file={files.find((file) => file.key === 'prompt.json')} />
        <ClipCostPanel timings={clip.timings} />
        <Provenance clip={clip} scene={scene} files={files} />
        <Downloads files={files} />
      </aside>
    </main>
  );
}

interface LidarProps {
  lidar: string;
  loaded: ClipShown;
  labels: Labels;
  clock: ClipClock;
}

function Lidar({ lidar, loaded, labels, clock }: LidarProps) {
  const sweeps = useMemo(() => sweepsOf(lidar, loaded.files, labels.sweeps), [lidar, loaded, labels]);
  return sweeps.length === 0 ? (
    <p class="dim">{lidar} has no sweep in this clip.</p>
  ) : (
    <LidarView lidar={lidar} sweeps={sweeps} timestampMicros={clock.timestampMicros} />
  );
}

/** The clip's clock, ticking with the screen; the component is drawn again when the frame changes. */
function useClock(scene: SceneDocument, firstFrame: number): ClipClock {
  const clock = useMemo(() => new ClipClock(scene.clip.frames, scene.clip.fps, firstFrame), [scene]);
  const [, redraw] = useReducer((n: number, _: void) => n + 1, 0);
  useEffect(() => {
    const stop = clock.onChange(() => redraw());
    let handle = requestAnimationFrame(function tick(now) {
      clock.tick(now);
      handle = requestAnimationFrame(tick);
    });
    return () => {
      stop();
      cancelAnimationFrame(handle);
    };
  }, [clock]);
  return clock;
}

/** Brings the next clip's videos into the browser's cache while this one is looked at. */
function usePrefetchOfNext(request: string, ordinal: number) {
  useEffect(() => {
    const load = async () => {
      const next = await findNeighbour(request, ordinal, 1);
      const files = next === null ? [] : (await getClip(request, next)).files;
      for (const video of rgbVideos(files).values()) {
        await fetchBlob(video.url);
      }
    };
    // What fails here is asked for again, and then complained about, by the page that needs it.
    const timer = window.setTimeout(() => void load().catch(() => undefined), PREFETCH_AFTER_MILLIS);
    return () => window.clearTimeout(timer);
  }, []);
}

/** A choice that outlives the page. */
function useStored(key: string, initial: string): [string, (value: string) => void] {
  const [value, setValue] = useState(window.localStorage.getItem(key) ?? initial);
  const store = (next: string) => {
    window.localStorage.setItem(key, next);
    setValue(next);
  };
  return [value, store];
}

async function findNeighbour(request: string, ordinal: number, by: 1 | -1): Promise<number | null> {
  if (by < 0 && ordinal === 0) {
    return null;
  }
  const page = await listClips(request, String(by > 0 ? ordinal : ordinal - 2), 1);
  const found = page.items[0]?.clip.ordinal;
  return found === undefined || found === ordinal ? null : found;
}
