import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { SweepFile } from '../clip/files';
import { sweepAt } from '../clip/files';
import { complain } from '../page/notices';
import type { Colouring } from './colours';
import { LidarStage } from './stage';
import { SweepCache } from './sweep';

interface Props {
  lidar: string;
  sweeps: SweepFile[];
  timestampMicros: number;
}

const COLOURINGS: Colouring[] = ['height', 'intensity', 'instance'];

/** A LiDAR's sweep at the clip's time, with the labelled boxes. */
export function LidarView({ lidar, sweeps, timestampMicros }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const stage = useRef<LidarStage | null>(null);
  const [colouring, setColouring] = useState<Colouring>('height');
  const [failure, setFailure] = useState('');
  const cache = useMemo(() => new SweepCache(), []);
  const sweep = sweepAt(sweeps, timestampMicros);

  useEffect(() => {
    const element = canvas.current;
    if (element === null) {
      return;
    }
    try {
      stage.current = new LidarStage(element);
    } catch {
      setFailure('This browser has no WebGL, which the 3-D view needs.');
      return;
    }
    const watcher = new ResizeObserver(() => stage.current?.resize(element.clientWidth, element.clientHeight));
    watcher.observe(element);
    return () => {
      watcher.disconnect();
      stage.current?.dispose();
      stage.current = null;
    };
  }, []);

  useEffect(() => {
    if (sweep === undefined) {
      return;
    }
    let stale = false;
    cache
      .get(sweep.url)
      .then((points) => {
        if (!stale) {
          stage.current?.show(points, sweep.labels.actors, colouring);
        }
      })
      .catch(complain);
    const next = sweeps[sweeps.indexOf(sweep) + 1];
    if (next !== undefined) {
      void cache.get(next.url).catch(() => undefined);
    }
    return () => {
      stale = true;
    };
  }, [sweep?.url, colouring]);

  return (
    <figure class="lidar" data-lidar={lidar} data-sweep={sweep?.labels.index ?? -1}>
      <canvas ref={canvas} tabIndex={0} aria-label={`Point cloud of ${lidar}; drag or Shift and arrows to turn, arrows to move, wheel to zoom`} />
      {failure !== '' && <p class="problem">{failure}</p>}
      <figcaption>
        {lidar} · sweep {sweep?.labels.index ?? '–'} of {sweeps.length}
        <label>
          Colour{' '}
          <select value={colouring} onChange={(event) => setColouring(event.currentTarget.value as Colouring)}>
            {COLOURINGS.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </label>
        <button type="button" class="quiet" onClick={() => stage.current?.lookFrom('behind')}>
          From behind
        </button>
        <button type="button" class="quiet" onClick={() => stage.current?.lookFrom('above')}>
          From above
        </button>
      </figcaption>
    </figure>
  );
}
