/** The REST API's values as they travel: snake_case names, times as ISO 8601, enums in capitals. */

export type RequestState = 'QUEUED' | 'RUNNING' | 'PAUSED' | 'CANCELLED' | 'COMPLETED' | 'FAILED';
export type ClipState = 'RUNNING' | 'ACCEPTED' | 'REJECTED' | 'NEEDS_PERSON' | 'FAILED' | 'CANCELLED';
export type Choice = 'ACCEPT' | 'REJECT';

export const CLIP_STATES: readonly ClipState[] = ['RUNNING', 'ACCEPTED', 'REJECTED', 'NEEDS_PERSON', 'FAILED', 'CANCELLED'];

export interface Page<T> {
  items: T[];
  next_page_token: string;
}

export interface Layout {
  id: string;
  name: string;
  format: string;
  driving_side: string;
  lanes: number;
  lane_metres: number;
  warnings: number;
  created_at: string;
}

export interface DatasetVersion {
  request_id: string;
  version: number;
  location: string;
  manifest_sha256: string;
  clips: number;
  rejected: number;
  created_at: string;
}

export interface RequestShown {
  id: string;
  name: string;
  layout: string;
  state: RequestState;
  message: string;
  total: number;
  clips: Partial<Record<ClipState, number>>;
  versions: DatasetVersion[];
  created_at: string;
  updated_at: string;
}

export interface Progress {
  total: number;
  ended: number;
  in_flight: number;
  /** 0..1 of all clips, those in flight counted in part. */
  fraction: number;
  clips_per_second: number;
  seconds: number;
  eta: string | number;
  stage_seconds: Record<string, number>;
  failures: Record<string, number>;
}

/** One event of the progress stream: the whole state. */
export interface ProgressEvent {
  id: string;
  state: RequestState;
  message: string;
  clips: Partial<Record<ClipState, number>>;
  progress: Progress;
}

export interface RequestDetail {
  request: RequestShown;
  spec: string;
  progress: Progress;
}

export interface ClipRow {
  request_id: string;
  ordinal: number;
  clip_id: string;
  scene: string;
  variation: string;
  state: ClipState;
  stage: string;
  attempt: number;
  progress: number;
  result_key: string;
  /** The verdict as JSON text; empty before the clip is judged. */
  verdict: string;
  /** Where its time went, as JSON text; `cost/cost.ts` reads it. */
  timings: string;
  failure_code: string;
  failure_detail: string;
  updated_at: string;
}

/** A four-in-five range of an amount that is not known exactly. */
export interface Range {
  low: number;
  likely: number;
  high: number;
}

export type Basis = 'MEASURED' | 'SCALED' | 'BENCH' | 'PRIOR' | 'UNKNOWN';

export interface CostEstimate {
  clips: number;
  camera_frames: number;
  lidar_sweeps: number;
  /** Empty where no endpoint can be reached. */
  engine: string;
  basis: Basis;
  samples: number;
  because: string;
  generate_seconds: Range;
  gpu_seconds: Range;
  wall_seconds: Range;
  cpu_seconds: Range;
  gigabytes: Range;
}

/** What a request has cost so far, in seconds of generation. */
export interface RequestCost {
  spent_seconds: number;
  wasted_seconds: number;
  budget_seconds: number | null;
  estimate: CostEstimate | null;
}

export interface Offer {
  engine: string;
  engine_version: string;
  weights_sha256: string;
  device: string;
  determinism: string;
  models: OfferedModel[];
}

/** What a model takes; sizes, frames and rates in words. */
export interface OfferedModel {
  name: string;
  kinds: string[];
  controls: string[];
  most_views: number;
  sizes: string;
  frames: string;
  rates: string;
}

export type EndpointState = 'CONNECTING' | 'READY' | 'BROKEN' | 'DRAINING' | 'GONE';

export interface EndpointStatus {
  /** HOST:PORT. */
  id: string;
  endpoint: string;
  state: EndpointState;
  offer: Offer | null;
  concurrency: number;
  in_flight: number;
  server_queue: number | null;
  done: number;
  failed_by_token: Record<string, number>;
  seconds_per_clip: number;
  /** 0..1 over the last five minutes. */
  utilisation: number;
  last_error: string | null;
  since: string;
}

export interface WaitingLine {
  waiting: number;
  by_requester: Record<string, number>;
  by_priority: Record<string, number>;
}

export interface CostLine {
  engine: string;
  engine_version: string;
  device: string;
  clips: number;
  seconds_per_clip: number;
  seconds_per_frame: number;
}

export interface Backends {
  backends: EndpointStatus[];
  line: WaitingLine;
  /** Whether endpoints may be drained and removed here. */
  changeable: boolean;
  history: CostLine[];
}

export interface Decision {
  ordinal: number;
  choice: Choice;
  reason: string;
  by: string;
  at: string;
}

export interface ListedClip {
  clip: ClipRow;
  decision: Decision | null;
}

export interface ClipFile {
  key: string;
  url: string;
  bytes: number;
  sha256: string;
  media_type: string;
}

export interface ClipShown extends ListedClip {
  files: ClipFile[];
}

/** `not_judged`: the check could not be made, which is no pass. */
export type Severity = 'fail' | 'warn' | 'not_judged' | 'pass';

export interface Finding {
  check: string;
  code: string;
  severity: Severity;
  value: number | null;
  threshold: number | null;
  unit: string;
  /** Camera or LiDAR. */
  camera?: string;
  /** Frame, or sweep of a LiDAR; -1 where it concerns the whole clip. */
  first_frame: number;
  last_frame: number;
  /** Part of the camera's picture: left, top, right, bottom in shares of its width and height. */
  region?: [number, number, number, number];
  detail: string;
}

/** A request's clips as a whole. */
export interface QualityReport {
  clips: number;
  judged: number;
  accepted: number;
  causes: { check: string; code: string; clips: number }[];
  weathers: { name: string; clips: number; accepted: number }[];
  cameras: { name: string; clips: number; accepted: number }[];
  figures: {
    check: string;
    code: string;
    unit: string;
    values: number;
    p05: number;
    median: number;
    p95: number;
    drift?: { statistic: number; chance: number; before: number };
  }[];
  duplicates: {
    compared: number;
    published: number;
    alike: number;
    pairs: { ordinal: number; other_request?: string; other_ordinal: number; bits: number; meant: boolean }[];
  };
  gates: { name: string; value: number; limit: number; violated: boolean; detail: string }[];
}

export interface Verdict {
  decision: string;
  attempt: number;
  findings: Finding[];
}

/** The part of labels.json that the LiDAR view draws. Boxes are in the world frame, metres. */
export interface LabelledActor {
  id: string;
  instance: number;
  class: string;
  box: {
    center: [number, number, number];
    size_lwh: [number, number, number];
    quaternion_wxyz: [number, number, number, number];
  };
  num_points?: number;
}

export interface LabelledSweep {
  lidar: string;
  index: number;
  timestamp_us: number;
  actors: LabelledActor[];
}

export interface Labels {
  sweeps: LabelledSweep[];
}

/** The part of scene.json that the clip page needs. */
export interface SceneDocument {
  clip: { fps: number; frames: number; width: number; height: number };
  name: string;
  seed: string;
  layout: { name: string; format: string; sha256: string };
  variation: { name: string };
  rig: {
    cameras: { name: string }[];
    lidars: { name: string; sensor: string; rate_hz: number }[];
  };
}

export interface PromptDocument {
  text: string;
  negative: string;
  by_camera: Record<string, string>;
}
