/** Where the browser is. Routes live behind the hash, so every link works without the server knowing them. */
export type Route =
  | { page: 'requests' }
  | { page: 'new' }
  | { page: 'backends' }
  | { page: 'clips'; request: string; state: string }
  | { page: 'quality'; request: string }
  | { page: 'clip'; request: string; ordinal: number; frame: number }
  | { page: 'unknown' };

export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?');
  const parts = path.split('/').filter((part) => part !== '').map(decodeURIComponent);
  const params = new URLSearchParams(query);
  if (parts.length === 0 || (parts.length === 1 && parts[0] === 'requests')) {
    return { page: 'requests' };
  }
  if (parts.length === 1 && parts[0] === 'new') {
    return { page: 'new' };
  }
  if (parts.length === 1 && parts[0] === 'backends') {
    return { page: 'backends' };
  }
  const [first, request, third, ordinal] = parts;
  if (first !== 'requests' || request === undefined) {
    return { page: 'unknown' };
  }
  if (parts.length === 2) {
    return { page: 'clips', request, state: params.get('state') ?? '' };
  }
  if (parts.length === 3 && third === 'quality') {
    return { page: 'quality', request };
  }
  if (parts.length === 4 && third === 'clips' && /^[0-9]{1,15}$/.test(ordinal ?? '')) {
    return { page: 'clip', request, ordinal: Number(ordinal), frame: frameOf(params.get('frame')) };
  }
  return { page: 'unknown' };
}

const frameOf = (text: string | null) => (text !== null && /^[0-9]{1,9}$/.test(text) ? Number(text) : 0);

export function formatRoute(route: Route): string {
  switch (route.page) {
    case 'requests':
    case 'unknown':
      return '#/requests';
    case 'new':
      return '#/new';
    case 'backends':
      return '#/backends';
    case 'clips':
      return `#/requests/${encodeURIComponent(route.request)}${route.state ? `?state=${route.state}` : ''}`;
    case 'quality':
      return `#/requests/${encodeURIComponent(route.request)}/quality`;
    case 'clip':
      return `#/requests/${encodeURIComponent(route.request)}/clips/${route.ordinal}${route.frame > 0 ? `?frame=${route.frame}` : ''}`;
  }
}

export const go = (route: Route) => {
  window.location.hash = formatRoute(route);
};

/**
 * Writes the frame that is looked at into the address, without a step in the history. Does nothing where the browser is
 * already on its way to another page.
 */
export function rememberFrame(clip: Route & { page: 'clip' }) {
  const now = parseRoute(window.location.hash);
  if (now.page === 'clip' && now.request === clip.request && now.ordinal === clip.ordinal) {
    window.history.replaceState(null, '', formatRoute(clip));
  }
}
