import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { NpzError, readNpz } from './npz';

function npy(descr: string, shape: string, data: ArrayBufferView): Uint8Array {
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${shape}, }`;
  const header = text.padEnd(64 * Math.ceil((text.length + 11) / 64) - 11) + '\n';
  const bytes = new Uint8Array(10 + header.length + data.byteLength);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length & 255, header.length >> 8]);
  bytes.set(new TextEncoder().encode(header), 10);
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), 10 + header.length);
  return bytes;
}

/** A zip as a streaming writer makes it: sizes only in the directory. */
function zip(members: Record<string, Uint8Array>, deflated: boolean): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  const add = (list: Uint8Array[], bytes: Uint8Array) => list.push(bytes);
  for (const [name, plain] of Object.entries(members)) {
    const packed = deflated ? new Uint8Array(deflateRawSync(plain)) : plain;
    const label = new TextEncoder().encode(name);
    const local = new DataView(new ArrayBuffer(30));
    local.setUint32(0, 0x04034b50, true);
    local.setUint16(26, label.length, true);
    const entry = new DataView(new ArrayBuffer(46));
    entry.setUint32(0, 0x02014b50, true);
    entry.setUint16(10, deflated ? 8 : 0, true);
    entry.setUint32(20, packed.length, true);
    entry.setUint32(24, plain.length, true);
    entry.setUint16(28, label.length, true);
    entry.setUint32(42, at, true);
    add(directory, new Uint8Array(entry.buffer));
    add(directory, label);
    for (const part of [new Uint8Array(local.buffer), label, packed]) {
      add(parts, part);
      at += part.length;
    }
  }
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(10, Object.keys(members).length, true);
  end.setUint32(16, at, true);
  return new Uint8Array(Buffer.concat([...parts, ...directory, new Uint8Array(end.buffer)]));
}

const MEMBERS = {
  'xyz.npy': npy('<f4', '(2, 3)', new Float32Array([1, 2, 3, -4.5, 5, 6])),
  'start_us.npy': npy('<i8', '()', new BigInt64Array([100000n])),
  'ring.npy': npy('<u2', '(2,)', new Uint16Array([7, 31])),
};

describe('an npz file', () => {
  for (const deflated of [false, true]) {
    it(`gives back its ${deflated ? 'deflated' : 'stored'} arrays`, async () => {
      const arrays = await readNpz(zip(MEMBERS, deflated));
      expect(arrays.get('xyz')).toEqual({ shape: [2, 3], data: new Float32Array([1, 2, 3, -4.5, 5, 6]) });
      expect(arrays.get('start_us')).toEqual({ shape: [], data: new BigInt64Array([100000n]) });
      expect(arrays.get('ring')?.data).toEqual(new Uint16Array([7, 31]));
    });
  }

  it('that is cut off is refused', async () => {
    const whole = zip(MEMBERS, false);
    await expect(readNpz(whole.slice(0, 200))).rejects.toThrow(NpzError);
    await expect(readNpz(whole.slice(120))).rejects.toThrow(NpzError);
  });

  it('with an array shorter than its shape is refused', async () => {
    const short = { 'xyz.npy': npy('<f4', '(9, 3)', new Float32Array(6)) };
    await expect(readNpz(zip(short, true))).rejects.toThrow('shorter than its shape');
  });

  it('with a type that no sweep has is refused', async () => {
    const objects = { 'xyz.npy': npy('|O', '(1,)', new Uint8Array(8)) };
    await expect(readNpz(zip(objects, false))).rejects.toThrow("type '|O'");
  });
});
