import { describe, expect, it } from 'vitest';
import { formatRoute, parseRoute, type Route } from './route';

describe('an address', () => {
  const routes: Route[] = [
    { page: 'requests' },
    { page: 'new' },
    { page: 'backends' },
    { page: 'clips', request: 'a-b', state: '' },
    { page: 'clips', request: 'a-b', state: 'REJECTED' },
    { page: 'quality', request: 'a-b' },
    { page: 'clip', request: 'a-b', ordinal: 12, frame: 0 },
    { page: 'clip', request: 'a-b', ordinal: 12, frame: 57 },
  ];
  for (const route of routes) {
    it(`${formatRoute(route)} leads back to where it was made`, () => {
      expect(parseRoute(formatRoute(route))).toEqual(route);
    });
  }

  it('that means nothing says so', () => {
    expect(parseRoute('#/requests/a/clips/-1')).toEqual({ page: 'unknown' });
    expect(parseRoute('#/other')).toEqual({ page: 'unknown' });
  });
});
