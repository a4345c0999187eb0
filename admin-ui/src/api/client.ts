import type {
  Backends,
  Choice,
  ClipShown,
  CostEstimate,
  DatasetVersion,
  Decision,
  Layout,
  ListedClip,
  Page,
  QualityReport,
  RequestCost,
  RequestDetail,
  RequestShown,
} from './types';

/** One fault in what was sent. */
export interface Fault {
  code: string;
  source: string;
  pointer: string;
  line?: number;
  detail: string;
}

/** An answer of the service that is not a success: its RFC 9457 problem. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly errors: Fault[] = [],
  ) {
    super(detail);
  }
}

async function problemOf(answer: Response): Promise<ApiProblem> {
  const text = await answer.text();
  try {
    const body = JSON.parse(text) as { code?: string; detail?: string; title?: string; errors?: Fault[] };
    return new ApiProblem(answer.status, body.code ?? 'HTTP', body.detail ?? body.title ?? text, body.errors ?? []);
  } catch {
    return new ApiProblem(answer.status, 'HTTP', `${answer.status} ${answer.statusText}`);
  }
}

async function call(path: string, init: RequestInit = {}): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(path, init);
  } catch {
    throw new ApiProblem(0, 'UNREACHABLE', 'the service does not answer; is it still running?');
  }
  if (!answer.ok) {
    throw await problemOf(answer);
  }
  return answer;
}

async function json<T>(path: string, init: RequestInit = {}): Promise<T> {
  return (await (await call(path, init)).json()) as T;
}

function post<T>(path: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<T> {
  return json<T>(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

const requestPath = (id: string) => `/v1/requests/${encodeURIComponent(id)}`;
const clipPath = (id: string, ordinal: number) => `${requestPath(id)}/clips/${ordinal}`;

export const listRequests = (token: string) =>
  json<Page<RequestShown>>(`/v1/requests?page_size=50&page_token=${encodeURIComponent(token)}`);

export const getRequest = (id: string) => json<RequestDetail>(requestPath(id));

export type Action = 'pause' | 'resume' | 'cancel' | 'retry';

export const act = (id: string, action: Action) => post<RequestShown>(`${requestPath(id)}/${action}`);

export const publish = (id: string) => post<DatasetVersion>(`${requestPath(id)}/publish`);

export const eventsUrl = (id: string) => `${requestPath(id)}/events`;

export const listLayouts = () => json<Layout[]>('/v1/layouts');

export function uploadLayout(file: File): Promise<{ layout: Layout; warnings: Fault[] }> {
  const form = new FormData();
  form.append('file', file);
  return json('/v1/layouts', { method: 'POST', body: form });
}

/** How a request is to be served; what is left out is the service's choice. */
export interface Terms {
  budget_seconds?: number;
  priority?: string;
  engine?: string;
}

/** What a request would cost; nothing is stored. */
export const estimate = (layout: string, spec: string, terms: Terms) =>
  post<{ valid: boolean; estimate: CostEstimate }>('/v1/requests?validate_only=true', { layout, spec, ...terms });

/** @param key the same key twice makes one request */
export const createRequest = (layout: string, spec: string, terms: Terms, key: string) =>
  post<RequestShown>('/v1/requests', { layout, spec, ...terms }, { 'Idempotency-Key': key });

/** What a request has spent, and what it was or is expected to cost. */
export const getRequestCost = (id: string) => json<RequestCost>(`${requestPath(id)}/cost`);

/** Gives a paused request a new budget and lets it go on. */
export const resumeWithBudget = (id: string, seconds: number) =>
  post<RequestShown>(`${requestPath(id)}/resume`, { budget_seconds: seconds });

/** The endpoint finishes what it has and takes no more. */
export const drainBackend = (id: string) => post<unknown>(`/v1/backends/${encodeURIComponent(id)}:drain`);

export const getBackends = () => json<Backends>('/v1/backends');

/** Clips in the order of their ordinals, those after the token's. */
export const listClips = (id: string, token: string, size = 60) =>
  json<Page<ListedClip>>(`${requestPath(id)}/clips?page_size=${size}&page_token=${token || '-1'}`);

export const getClip = (id: string, ordinal: number) => json<ClipShown>(clipPath(id, ordinal));

/** A request's clips as a whole. */
export const getQuality = (id: string) => json<QualityReport>(`${requestPath(id)}/quality`);

/** The picture that explains a finding, by its place in the verdict. */
export const stripUrl = (id: string, ordinal: number, finding: number) =>
  `${clipPath(id, ordinal)}/findings/${finding}/strip.png`;

export const decide = (id: string, ordinal: number, choice: Choice, reason: string, by: string) =>
  post<Decision>(`${clipPath(id, ordinal)}/decision`, { decision: choice.toLowerCase(), reason, by });

export const fetchJson = <T>(url: string) => json<T>(url);

export const fetchBytes = async (url: string) => new Uint8Array(await (await call(url)).arrayBuffer());

export const fetchBlob = async (url: string) => (await call(url)).blob();
