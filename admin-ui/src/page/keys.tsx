import { useLayoutEffect, useRef } from 'preact/hooks';

/** One thing that keys do on a page. */
export interface Shortcut {
  /** `KeyboardEvent.key`s, letters in lower case. */
  keys: string[];
  label: string;
  does: () => void;
}

const SHOWN: Record<string, string> = { ' ': 'Space', arrowleft: '←', arrowright: '→' };

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('textarea, select, input:not([type=checkbox], [type=range])');
}

/** Space and arrows belong to a control that has the focus. */
function belongsToControl(event: KeyboardEvent): boolean {
  const target = event.target;
  return (
    target instanceof HTMLElement &&
    ((event.key.startsWith('Arrow') && target.matches('input[type=range], canvas')) ||
      (event.key === ' ' && target.matches('button, summary, a, input[type=checkbox]')))
  );
}

/** Listens from the moment the component is shown, so that no key of a fast curator is lost; `?` opens the list of keys. */
export function Shortcuts({ shortcuts }: { shortcuts: Shortcut[] }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const current = useRef(shortcuts);
  current.current = shortcuts;
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || belongsToControl(event)) {
        return;
      }
      if (event.key === '?') {
        dialog.current?.showModal();
        return;
      }
      if (dialog.current?.open) {
        return;
      }
      const shortcut = current.current.find((one) => one.keys.includes(event.key.toLowerCase()));
      if (shortcut !== undefined) {
        event.preventDefault();
        shortcut.does();
      }
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
  return (
    <>
      <button type="button" class="quiet" onClick={() => dialog.current?.showModal()}>
        Keys (?)
      </button>
      <dialog ref={dialog} aria-label="Keys">
        <h2>Keys</h2>
        <dl class="keys">
          {shortcuts.map((shortcut) => (
            <div key={shortcut.label}>
              <dt>
                {shortcut.keys.map((key) => (
                  <kbd key={key}>{SHOWN[key] ?? key.toUpperCase()}</kbd>
                ))}
              </dt>
              <dd>{shortcut.label}</dd>
            </div>
          ))}
        </dl>
        <form method="dialog">
          <button autoFocus>Close</button>
        </form>
      </dialog>
    </>
  );
}
