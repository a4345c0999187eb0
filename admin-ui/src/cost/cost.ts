/** What a clip's row says of its time. */
export interface Spell {
  phase: string;
  wall: number;
  /** CPU seconds of the service in this phase. */
  cpu: number;
}

export interface ClipCost {
  spells: Spell[];
  tries: number;
  endpoints: string[];
  failures: Record<string, number>;
  /** Seconds of endpoints in tries that failed. */
  wasted: number;
  /** The engine's own phases. */
  engine: [string, number][];
}

const ORDER = ['assemble', 'condition', 'prompt', 'wait', 'generate', 'filter', 'annotate', 'keep'];

const LABELS: Record<string, string> = {
  assemble: 'Assemble the scene',
  condition: 'Draw the conditioning',
  prompt: 'Write the prompt',
  wait: 'Wait in line',
  generate: 'Generate',
  filter: 'Filter',
  annotate: 'Write the labels',
  keep: 'Keep the files',
};

export const labelOf = (phase: string) => LABELS[phase] ?? phase;

interface Document {
  phases: Record<string, { wall_s: number; cpu_s: number }>;
  tries: number;
  endpoints: string[];
  failures: Record<string, number>;
  wasted_s: number;
  engine_s: Record<string, number>;
}

/** A clip's `timings`; null before it has any. Clips of before there were phases have seconds by stage and nothing else. */
export function parseCost(timings: string): ClipCost | null {
  if (timings === '') {
    return null;
  }
  const document = JSON.parse(timings) as Partial<Document> & Record<string, unknown>;
  const phases =
    document.phases ??
    Object.fromEntries(Object.entries(document).map(([stage, wall]) => [stage, { wall_s: Number(wall), cpu_s: 0 }]));
  const spells = ORDER.filter((phase) => phases[phase] !== undefined).map((phase) => ({
    phase,
    wall: phases[phase]?.wall_s ?? 0,
    cpu: phases[phase]?.cpu_s ?? 0,
  }));
  return {
    spells,
    tries: document.tries ?? 0,
    endpoints: document.endpoints ?? [],
    failures: document.failures ?? {},
    wasted: document.wasted_s ?? 0,
    engine: Object.entries(document.engine_s ?? {}),
  };
}

export const wallOf = (cost: ClipCost) => cost.spells.reduce((sum, spell) => sum + spell.wall, 0);

/** Whether nothing had to be generated. */
export const isReused = (cost: ClipCost) => cost.tries === 0 && cost.spells.every((spell) => spell.phase !== 'generate');
