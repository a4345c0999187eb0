import type { OfferedModel } from '../api/types';

/** What a model makes and how much of it, in one line. */
export function limitsOf(model: OfferedModel): string {
  const kinds = model.kinds.map((kind) => kind.toLowerCase().replaceAll('_', ' ')).join(', ');
  return `${kinds} · up to ${model.most_views} ${model.most_views === 1 ? 'view' : 'views'} · ${model.frames} · ${model.sizes}`;
}
