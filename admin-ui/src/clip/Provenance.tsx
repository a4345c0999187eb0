import { useEffect, useState } from 'preact/hooks';
import { fetchJson } from '../api/client';
import type { ClipFile, ClipRow, PromptDocument, SceneDocument } from '../api/types';
import { shortHash, showBytes, showCamera } from '../page/format';
import { complain } from '../page/notices';

/** Where the clip comes from, in facts and as the documents themselves. */
export function Provenance({ clip, scene, files }: { clip: ClipRow; scene: SceneDocument | null; files: ClipFile[] }) {
  const documents = files.filter((file) => file.media_type === 'application/json' && file.key !== 'layout.json');
  return (
    <section aria-label="Provenance">
      <h2>Provenance</h2>
      <dl class="facts">
        <Fact name="Clip" value={clip.clip_id} />
        <Fact name="Scene" value={`${clip.scene} · ${clip.variation}`} />
        <Fact name="Result" value={clip.result_key ? `${shortHash(clip.result_key.replace('gk1-', ''))}…, attempt ${clip.attempt}` : 'none yet'} />
        {scene !== null && (
          <>
            <Fact name="Seed" value={scene.seed} />
            <Fact name="Layout" value={`${scene.layout.name} (${scene.layout.format}) ${shortHash(scene.layout.sha256)}`} />
            <Fact
              name="Clip size"
              value={`${scene.clip.width}×${scene.clip.height}, ${scene.clip.frames} frames at ${scene.clip.fps}/s`}
            />
            <Fact name="LiDAR" value={scene.rig.lidars.map((one) => `${one.name}: ${one.sensor}, ${one.rate_hz} Hz`).join('; ') || 'none'} />
          </>
        )}
      </dl>
      {documents.map((file) => (
        <JsonDocument key={file.key} file={file} />
      ))}
    </section>
  );
}

const Fact = ({ name, value }: { name: string; value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);

/** A document that is fetched when it is opened. */
function JsonDocument({ file }: { file: ClipFile }) {
  const [text, setText] = useState('');
  const load = (open: boolean) => {
    if (open && text === '') {
      fetchJson<unknown>(file.url)
        .then((document) => setText(JSON.stringify(document, null, 2)))
        .catch(complain);
    }
  };
  return (
    <details onToggle={(event) => load(event.currentTarget.open)}>
      <summary>
        {file.key} <small>{showBytes(file.bytes)}</small>
      </summary>
      <pre>{text || 'Loading…'}</pre>
    </details>
  );
}

export function Prompt({ file }: { file: ClipFile | undefined }) {
  const [prompt, setPrompt] = useState<PromptDocument | null>(null);
  useEffect(() => {
    if (file !== undefined) {
      fetchJson<PromptDocument>(file.url).then(setPrompt, complain);
    }
  }, [file?.url]);
  return (
    <section aria-label="Prompt">
      <h2>Prompt</h2>
      <p>{prompt?.text ?? '–'}</p>
      {prompt !== null && (
        <details>
          <summary>By camera, and what is not wanted</summary>
          <dl class="facts">
            {Object.entries(prompt.by_camera).map(([camera, text]) => (
              <Fact key={camera} name={showCamera(camera)} value={text} />
            ))}
            <Fact name="Negative" value={prompt.negative} />
          </dl>
        </details>
      )}
    </section>
  );
}

/** Every file of the clip; lossless truth is FFV1, which players outside the browser open. */
export function Downloads({ files }: { files: ClipFile[] }) {
  const kinds = [...new Set(files.map((file) => file.key.split('/')[0] ?? ''))].filter((kind) =>
    files.some((file) => file.key.startsWith(`${kind}/`)),
  );
  return (
    <section aria-label="Files">
      <h2>Files</h2>
      {kinds.map((kind) => (
        <details key={kind}>
          <summary>{kind}</summary>
          <ul class="files">
            {files
              .filter((file) => file.key.startsWith(`${kind}/`))
              .map((file) => (
                <li key={file.key}>
                  <a href={file.url} download={file.key.replaceAll('/', '.')}>
                    {file.key.slice(kind.length + 1)}
                  </a>{' '}
                  <small>{showBytes(file.bytes)}</small>
                </li>
              ))}
          </ul>
        </details>
      ))}
    </section>
  );
}
