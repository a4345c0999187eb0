/** Reads numpy's .npz: a zip whose members, stored or deflated, are .npy arrays. */

export type NpyData = Float32Array | Float64Array | Int32Array | Uint16Array | Uint8Array | BigInt64Array;

export interface NpyArray {
  shape: number[];
  data: NpyData;
}

export class NpzError extends Error {}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;

const TYPES: Record<string, (bytes: ArrayBuffer) => NpyData> = {
  '<f4': (bytes) => new Float32Array(bytes),
  '<f8': (bytes) => new Float64Array(bytes),
  '<i4': (bytes) => new Int32Array(bytes),
  '<i8': (bytes) => new BigInt64Array(bytes),
  '<u2': (bytes) => new Uint16Array(bytes),
  '|u1': (bytes) => new Uint8Array(bytes),
};

const ITEM_BYTES: Record<string, number> = { '<f4': 4, '<f8': 8, '<i4': 4, '<i8': 8, '<u2': 2, '|u1': 1 };

/** Arrays by name, without the `.npy`. @throws NpzError where the bytes are not such a file */
export async function readNpz(bytes: Uint8Array): Promise<Map<string, NpyArray>> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const arrays = new Map<string, NpyArray>();
  try {
    for (const member of members(view)) {
      arrays.set(member.name.replace(/\.npy$/, ''), readNpy(await content(bytes, view, member)));
    }
  } catch (error) {
    throw error instanceof RangeError ? new NpzError('the archive ends before its directory says') : error;
  }
  return arrays;
}

interface Member {
  name: string;
  method: number;
  compressedBytes: number;
  headerOffset: number;
}

function findEnd(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 65535); at--) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) {
      return at;
    }
  }
  throw new NpzError('not a zip archive');
}

function* members(view: DataView): Generator<Member> {
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < count; i++) {
    if (view.getUint32(at, true) !== DIRECTORY_ENTRY) {
      throw new NpzError('the directory of the archive is damaged');
    }
    const nameBytes = view.getUint16(at + 28, true);
    const name = new Uint8Array(view.buffer, view.byteOffset + at + 46, nameBytes);
    yield {
      name: new TextDecoder().decode(name),
      method: view.getUint16(at + 10, true),
      compressedBytes: view.getUint32(at + 20, true),
      headerOffset: view.getUint32(at + 42, true),
    };
    at += 46 + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
}

async function content(bytes: Uint8Array, view: DataView, member: Member): Promise<Uint8Array> {
  if (view.getUint32(member.headerOffset, true) !== LOCAL_HEADER) {
    throw new NpzError(`member ${member.name} is not where the directory says`);
  }
  const names = view.getUint16(member.headerOffset + 26, true) + view.getUint16(member.headerOffset + 28, true);
  const start = member.headerOffset + 30 + names;
  const packed = bytes.slice(start, start + member.compressedBytes);
  if (packed.length < member.compressedBytes) {
    throw new NpzError(`member ${member.name} is cut off`);
  }
  if (member.method === STORED) {
    return packed;
  }
  if (member.method !== DEFLATED) {
    throw new NpzError(`member ${member.name} is packed by method ${member.method}`);
  }
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(unpacked).arrayBuffer());
}

/** One .npy array, version 1 to 3, little endian, C order. */
export function readNpy(bytes: Uint8Array): NpyArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint8(0) !== 0x93 || new TextDecoder().decode(bytes.subarray(1, 6)) !== 'NUMPY') {
    throw new NpzError('not an .npy array');
  }
  const isOld = view.getUint8(6) === 1;
  const headerBytes = isOld ? view.getUint16(8, true) : view.getUint32(8, true);
  const headerStart = isOld ? 10 : 12;
  const header = new TextDecoder().decode(bytes.subarray(headerStart, headerStart + headerBytes));
  const type = /'descr': *'([^']+)'/.exec(header)?.[1] ?? '';
  const build = TYPES[type];
  if (build === undefined || /'fortran_order': *True/.test(header)) {
    throw new NpzError(`arrays of type '${type}' in this order are not read here`);
  }
  const shape = (/'shape': *\(([^)]*)\)/.exec(header)?.[1] ?? '')
    .split(',')
    .filter((n) => n.trim() !== '')
    .map(Number);
  const wanted = shape.reduce((a, b) => a * b, 1) * (ITEM_BYTES[type] ?? 0);
  const data = bytes.slice(headerStart + headerBytes, headerStart + headerBytes + wanted);
  if (data.length < wanted) {
    throw new NpzError('an array is shorter than its shape');
  }
  return { shape, data: build(data.buffer as ArrayBuffer) };
}
