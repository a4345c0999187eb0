const KEY = 'tailforge.curator';

/** The name that decisions are stored under. */
export const curator = () => window.localStorage.getItem(KEY) ?? 'curator';

export const setCurator = (name: string) => window.localStorage.setItem(KEY, name.trim() || 'curator');
