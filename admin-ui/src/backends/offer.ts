import type { Capabilities } from '../api/types';

export const shortEndpoint = (endpoint: string) => endpoint.replace(/^grpcs?:\/\//, '');

/** What an endpoint makes and how much of it, in one line. */
export function limitsOf(offer: Capabilities): string {
  const kinds = [...offer.kinds].map((kind) => kind.toLowerCase().replaceAll('_', ' ')).sort();
  const { max_views: views, max_frames: frames, max_width: width, max_height: height } = offer;
  const limits =
    typeof views === 'number' && typeof frames === 'number'
      ? ` · up to ${views} views × ${frames} frames${typeof width === 'number' && typeof height === 'number' ? ` at ${width}×${height}` : ''}`
      : '';
  return `${kinds.join(', ')}${limits}`;
}
