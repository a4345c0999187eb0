import { useEffect, useRef, useState } from 'preact/hooks';
import { createRequest, estimate, listLayouts, uploadLayout, type Terms } from '../api/client';
import type { CostEstimate, Layout } from '../api/types';
import { Estimate } from '../cost/Estimate';
import { complain, notify } from '../page/notices';
import { ProblemList } from '../page/Problem';
import { go } from '../page/route';

const FIRST_SPEC = `name: my-first-request
clip: {frames: 121, fps: 30, width: 640, height: 352}
rig: {name: default, cameras: [camera_front_wide_120fov, camera_cross_left_120fov, camera_cross_right_120fov]}
scenes:
  - name: street
    actors:
      - {role: lane_follower, class: car, count: 3}
      - {role: oncoming, class: car, count: 2}
      - {role: walkway, class: pedestrian, count: 4}
variations:
  list:
    - {weather: Sunny}
    - {weather: Rainy}
`;

export function NewRequest() {
  const [layouts, setLayouts] = useState<Layout[]>([]);
  const [layout, setLayout] = useState('');
  const [spec, setSpec] = useState(FIRST_SPEC);
  const [error, setError] = useState<unknown>(null);
  const [budget, setBudget] = useState('');
  const [priority, setPriority] = useState('normal');
  const [cost, setCost] = useState<CostEstimate | null>(null);
  const [busy, setBusy] = useState(false);
  // One key per form: sending it twice, by double click or after a lost answer, makes one request.
  const key = useRef(crypto.randomUUID());
  const refresh = () =>
    listLayouts()
      .then((list) => {
        setLayouts(list);
        setLayout((chosen) => chosen || (list[0]?.id ?? ''));
      })
      .catch(complain);
  useEffect(() => {
    void refresh();
  }, []);

  const attempt = (work: () => Promise<void>) => {
    setBusy(true);
    setError(null);
    setCost(null);
    work()
      .catch(setError)
      .finally(() => setBusy(false));
  };
  const upload = (file: File) =>
    attempt(async () => {
      const { layout: stored, warnings } = await uploadLayout(file);
      await refresh();
      setLayout(stored.id);
      notify(`${stored.name}: ${stored.lanes} lanes, ${warnings.length} warnings`);
    });
  const terms = (): Terms => ({
    priority,
    ...(budget === '' ? {} : { budget_seconds: Number(budget) }),
  });
  const check = () => attempt(async () => setCost((await estimate(layout, spec, terms())).estimate));
  const start = () =>
    attempt(async () => {
      const request = await createRequest(layout, spec, terms(), key.current);
      notify(`${request.name} has started: ${request.total} clips`);
      go({ page: 'clips', request: request.id, state: '' });
    });
  const edit = (text: string) => {
    setSpec(text);
    key.current = crypto.randomUUID();
  };
  return (
    <main class="form">
      <h1>New request</h1>
      <fieldset>
        <legend>Layout</legend>
        <label>
          Stored layouts
          <select
            value={layout}
            onChange={(event) => {
              setLayout(event.currentTarget.value);
              key.current = crypto.randomUUID();
            }}
          >
            {layouts.length === 0 && <option value="">none yet: upload one</option>}
            {layouts.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name} · {one.format} · {one.lanes} lanes · {(one.lane_metres / 1000).toFixed(1)} km
              </option>
            ))}
          </select>
        </label>
        <label>
          Upload a layout: OpenDRIVE, GeoJSON ..., or a .tar of a folder of layers
          <input
            type="file"
            name="layout"
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              if (file !== undefined) {
                upload(file);
              }
            }}
          />
        </label>
      </fieldset>
      <fieldset>
        <legend>Variation spec (YAML or JSON)</legend>
        <label>
          From a file
          <input
            type="file"
            name="spec"
            accept=".yaml,.yml,.json"
            onChange={(event) => {
              event.currentTarget.files?.[0]?.text().then(edit, complain);
            }}
          />
        </label>
        <textarea
          aria-label="Variation spec"
          rows={18}
          spellcheck={false}
          value={spec}
          onInput={(event) => edit(event.currentTarget.value)}
        />
      </fieldset>
      {error !== null && <ProblemList error={error} />}
      <fieldset class="terms">
        <legend>How it is served</legend>
        <label>
          Budget, seconds of generation; empty for none. The request pauses before it would spend more
          <input
            type="number"
            name="budget"
            min={0}
            step="any"
            value={budget}
            onInput={(event) => {
              setBudget(event.currentTarget.value);
              key.current = crypto.randomUUID();
            }}
          />
        </label>
        <label>
          Priority
          <select
            name="priority"
            value={priority}
            onChange={(event) => {
              setPriority(event.currentTarget.value);
              key.current = crypto.randomUUID();
            }}
          >
            {['high', 'normal', 'low'].map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </label>
      </fieldset>
      {cost !== null && <Estimate estimate={cost} />}
      <p class="actions">
        <button type="button" disabled={busy || layout === ''} onClick={check}>
          Check and estimate
        </button>
        <button type="button" class="primary" disabled={busy || layout === ''} onClick={start}>
          Start
        </button>
      </p>
    </main>
  );
}
