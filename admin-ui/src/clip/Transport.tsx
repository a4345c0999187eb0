import type { ClipClock } from './clock';
import type { PlacedFinding } from './verdict';

interface Props {
  clock: ClipClock;
  findings: PlacedFinding[];
  overlay: boolean;
  opacity: number;
  onOverlay: (shown: boolean) => void;
  onOpacity: (opacity: number) => void;
}

const SPEEDS = [0.25, 0.5, 1, 2, 4];

/** Play, step, seek; marks on the time line where findings are. */
export function Transport({ clock, findings, overlay, opacity, onOverlay, onOpacity }: Props) {
  const last = clock.frames - 1;
  return (
    <div class="transport" role="group" aria-label="Time" data-frame={clock.frame}>
      <button type="button" onClick={() => clock.step(-1)} aria-label="One frame back">
        ‹
      </button>
      <button type="button" class="primary play" onClick={() => clock.toggle(performance.now())}>
        {clock.isPlaying ? 'Pause' : 'Play'}
      </button>
      <button type="button" onClick={() => clock.step(1)} aria-label="One frame on">
        ›
      </button>
      <span class="timeline">
        <input
          type="range"
          min={0}
          max={last}
          value={clock.frame}
          aria-label="Frame"
          onInput={(event) => clock.seekFrame(Number(event.currentTarget.value))}
        />
        <span class="marks" aria-hidden="true">
          {findings.map(
            ({ finding, frames }, i) =>
              frames !== null &&
              (finding.severity === 'fail' || finding.severity === 'warn') && (
                <i
                  key={i}
                  class={finding.severity}
                  style={{
                    left: `${(100 * frames.first) / clock.frames}%`,
                    width: `${(100 * (frames.last - frames.first + 1)) / clock.frames}%`,
                  }}
                />
              ),
          )}
        </span>
      </span>
      <output>
        frame {clock.frame} / {last} · {(clock.timestampMicros / 1e6).toFixed(2)} s
      </output>
      <select
        aria-label="Speed"
        value={clock.speed}
        onChange={(event) => clock.setSpeed(Number(event.currentTarget.value))}
      >
        {SPEEDS.map((speed) => (
          <option key={speed} value={speed}>
            {speed}×
          </option>
        ))}
      </select>
      <label>
        <input type="checkbox" checked={overlay} onChange={(event) => onOverlay(event.currentTarget.checked)} />{' '}
        Conditioning
      </label>
      <input
        type="range"
        class="opacity"
        min={0}
        max={1}
        step={0.05}
        value={opacity}
        disabled={!overlay}
        aria-label="Opacity of the conditioning"
        onInput={(event) => onOpacity(Number(event.currentTarget.value))}
      />
    </div>
  );
}
