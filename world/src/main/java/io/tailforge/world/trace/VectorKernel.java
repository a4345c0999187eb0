package io.tailforge.world.trace;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * A packet of rays per vector, in the same arithmetic as {@link ScalarKernel}. Rays of different octants go one octant
 * after the other, so that the near planes of a box are known. A kernel is one long method on purpose: a vector that
 * crosses a call which is not inlined goes through the heap. Rays with one origin have {@link VectorTileKernel}.
 */
final class VectorKernel implements Kernel {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.species();
    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, SPECIES.vectorShape());
    private static final int LANES = SPECIES.length();

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public String describe() {
        return "vector " + SPECIES.vectorBitSize() + " bit";
    }

    @Override
    public TileKernel tiles() {
        return new VectorTileKernel();
    }

    @Override
    public boolean touches(float[] b, int node, Packet p) {
        int at = 6 * node;
        FloatVector ox = FloatVector.fromArray(SPECIES, p.ox, 0);
        FloatVector oy = FloatVector.fromArray(SPECIES, p.oy, 0);
        FloatVector oz = FloatVector.fromArray(SPECIES, p.oz, 0);
        FloatVector ix = FloatVector.fromArray(SPECIES, p.invX, 0);
        FloatVector iy = FloatVector.fromArray(SPECIES, p.invY, 0);
        FloatVector iz = FloatVector.fromArray(SPECIES, p.invZ, 0);
        FloatVector x0 = FloatVector.broadcast(SPECIES, b[at]).sub(ox).mul(ix);
        FloatVector x1 = FloatVector.broadcast(SPECIES, b[at + 3]).sub(ox).mul(ix);
        FloatVector y0 = FloatVector.broadcast(SPECIES, b[at + 1]).sub(oy).mul(iy);
        FloatVector y1 = FloatVector.broadcast(SPECIES, b[at + 4]).sub(oy).mul(iy);
        FloatVector z0 = FloatVector.broadcast(SPECIES, b[at + 2]).sub(oz).mul(iz);
        FloatVector z1 = FloatVector.broadcast(SPECIES, b[at + 5]).sub(oz).mul(iz);
        FloatVector t = FloatVector.fromArray(SPECIES, p.t, 0);
        FloatVector reach = t.mul(Packet.SLACK).add(Packet.SLACK_METRES);
        IntVector near = bits(x0).min(bits(x1))
                .max(bits(y0).min(bits(y1)))
                .max(bits(z0).min(bits(z1)))
                .max(Float.floatToRawIntBits(p.tMin));
        IntVector far = bits(x0).max(bits(x1))
                .min(bits(y0).max(bits(y1)))
                .min(bits(z0).max(bits(z1)))
                .min(bits(reach));
        return near.compare(VectorOperators.LE, far)
                .and(t.compare(VectorOperators.GE, 0f).cast(INTS))
                .anyTrue();
    }

    @Override
    public void cast(Blas blas, Packet p, int instance) {
        if (blas.tree().isEmpty()) {
            return;
        }
        int left = invert(p.meshDx, p.meshInvX);
        int right = invert(p.meshDy, p.meshInvY);
        int down = invert(p.meshDz, p.meshInvZ);
        FloatVector t = FloatVector.fromArray(SPECIES, p.t, 0);
        int waiting = (int) t.compare(VectorOperators.GE, 0f).toLong();
        while (waiting != 0) {
            int first = Integer.numberOfTrailingZeros(waiting);
            int octant = (left >>> first & 1) | (right >>> first & 1) << 1 | (down >>> first & 1) << 2;
            int group = waiting
                    & ((octant & 1) != 0 ? left : ~left)
                    & ((octant & 2) != 0 ? right : ~right)
                    & ((octant & 4) != 0 ? down : ~down);
            waiting &= ~group;
            castGroup(blas, p, instance, octant, group);
        }
    }

    /** Inverse of a direction's component; returns the lanes where it is negative. */
    private static int invert(float[] direction, float[] inverse) {
        FloatVector d = FloatVector.fromArray(SPECIES, direction, 0);
        VectorMask<Float> negative = d.test(VectorOperators.IS_NEGATIVE);
        FloatVector size = FloatVector.broadcast(SPECIES, 1f).div(d.abs().max(Packet.SMALLEST_DIRECTION));
        size.blend(size.neg(), negative).intoArray(inverse, 0);
        return (int) negative.toLong();
    }

    /** Distances that cannot be negative compare as their bits do. */
    private static IntVector bits(FloatVector floats) {
        return floats.reinterpretAsInts();
    }

    private static void limit(Packet p, int group) {
        FloatVector t = FloatVector.fromArray(SPECIES, p.t, 0);
        VectorMask<Float> going = VectorMask.fromLong(SPECIES, group).and(t.compare(VectorOperators.GE, 0f));
        FloatVector.broadcast(SPECIES, -1f)
                .blend(t.mul(Packet.SLACK).add(Packet.SLACK_METRES), going)
                .intoArray(p.reach, 0);
    }

    @Override
    public void enterMesh(float[] m, Packet p) {
        FloatVector x = FloatVector.fromArray(SPECIES, p.ox, 0);
        FloatVector y = FloatVector.fromArray(SPECIES, p.oy, 0);
        FloatVector z = FloatVector.fromArray(SPECIES, p.oz, 0);
        x.mul(m[0]).add(y.mul(m[1])).add(z.mul(m[2])).add(m[3]).intoArray(p.meshOx, 0);
        x.mul(m[4]).add(y.mul(m[5])).add(z.mul(m[6])).add(m[7]).intoArray(p.meshOy, 0);
        x.mul(m[8]).add(y.mul(m[9])).add(z.mul(m[10])).add(m[11]).intoArray(p.meshOz, 0);
        FloatVector dx = FloatVector.fromArray(SPECIES, p.dx, 0);
        FloatVector dy = FloatVector.fromArray(SPECIES, p.dy, 0);
        FloatVector dz = FloatVector.fromArray(SPECIES, p.dz, 0);
        dx.mul(m[0]).add(dy.mul(m[1])).add(dz.mul(m[2])).intoArray(p.meshDx, 0);
        dx.mul(m[4]).add(dy.mul(m[5])).add(dz.mul(m[6])).intoArray(p.meshDy, 0);
        dx.mul(m[8]).add(dy.mul(m[9])).add(dz.mul(m[10])).intoArray(p.meshDz, 0);
    }

    private static void castGroup(Blas blas, Packet p, int instance, int octant, int group) {
        float[] bounds = blas.tree().bounds();
        int[] kinds = blas.tree().kind();
        int[] links = blas.tree().link();
        float[] v = blas.leaves();
        FloatVector ox = FloatVector.fromArray(SPECIES, p.meshOx, 0);
        FloatVector oy = FloatVector.fromArray(SPECIES, p.meshOy, 0);
        FloatVector oz = FloatVector.fromArray(SPECIES, p.meshOz, 0);
        FloatVector dx = FloatVector.fromArray(SPECIES, p.meshDx, 0);
        FloatVector dy = FloatVector.fromArray(SPECIES, p.meshDy, 0);
        FloatVector dz = FloatVector.fromArray(SPECIES, p.meshDz, 0);
        FloatVector ix = FloatVector.fromArray(SPECIES, p.meshInvX, 0);
        FloatVector iy = FloatVector.fromArray(SPECIES, p.meshInvY, 0);
        FloatVector iz = FloatVector.fromArray(SPECIES, p.meshInvZ, 0);
        int nearX = 3 * (octant & 1);
        int nearY = 1 + 3 * (octant >> 1 & 1);
        int nearZ = 2 + 3 * (octant >> 2);
        int farX = 3 - nearX;
        int farY = 5 - nearY;
        int farZ = 7 - nearZ;
        IntVector least = IntVector.broadcast(INTS, Float.floatToRawIntBits(p.tMin));
        limit(p, group);
        int[] stack = p.stack;
        stack[0] = 0;
        int top = 1;
        while (top > 0) {
            int node = stack[--top];
            int at = 6 * node;
            IntVector near = bits(FloatVector.broadcast(SPECIES, bounds[at + nearX])
                            .sub(ox)
                            .mul(ix))
                    .max(bits(FloatVector.broadcast(SPECIES, bounds[at + nearY])
                            .sub(oy)
                            .mul(iy)))
                    .max(bits(FloatVector.broadcast(SPECIES, bounds[at + nearZ])
                            .sub(oz)
                            .mul(iz)))
                    .max(least);
            IntVector far = bits(FloatVector.broadcast(SPECIES, bounds[at + farX])
                            .sub(ox)
                            .mul(ix))
                    .min(bits(FloatVector.broadcast(SPECIES, bounds[at + farY])
                            .sub(oy)
                            .mul(iy)))
                    .min(bits(FloatVector.broadcast(SPECIES, bounds[at + farZ])
                            .sub(oz)
                            .mul(iz)))
                    .min(bits(FloatVector.fromArray(SPECIES, p.reach, 0)));
            if (!near.compare(VectorOperators.LE, far).anyTrue()) {
                continue;
            }
            int kind = kinds[node];
            int link = links[node];
            if (kind < 0) {
                int first = octant >> ~kind & 1;
                stack[top++] = link + (first ^ 1);
                stack[top++] = link + first;
                continue;
            }
            for (int i = 0; i < kind; i++) {
                int k = Blas.LEAF * link + 4 * i;
                int plane = Blas.LEAF * link + i;
                FloatVector ax = FloatVector.broadcast(SPECIES, v[k]).sub(ox);
                FloatVector ay = FloatVector.broadcast(SPECIES, v[k + Blas.Y]).sub(oy);
                FloatVector az = FloatVector.broadcast(SPECIES, v[k + Blas.Z]).sub(oz);
                FloatVector bx = FloatVector.broadcast(SPECIES, v[k + 1]).sub(ox);
                FloatVector by =
                        FloatVector.broadcast(SPECIES, v[k + Blas.Y + 1]).sub(oy);
                FloatVector bz =
                        FloatVector.broadcast(SPECIES, v[k + Blas.Z + 1]).sub(oz);
                FloatVector cx = FloatVector.broadcast(SPECIES, v[k + 2]).sub(ox);
                FloatVector cy =
                        FloatVector.broadcast(SPECIES, v[k + Blas.Y + 2]).sub(oy);
                FloatVector cz =
                        FloatVector.broadcast(SPECIES, v[k + Blas.Z + 2]).sub(oz);
                float longest = v[plane + Blas.LONGEST];
                FloatVector undecided =
                        ax.abs().add(ay.abs()).add(az.abs()).add(longest).mul(NearEdge.UNDECIDED * longest);
                FloatVector sx = ax.add(bx);
                FloatVector sy = ay.add(by);
                FloatVector sz = az.add(bz);
                FloatVector ex = bx.sub(ax);
                FloatVector ey = by.sub(ay);
                FloatVector ez = bz.sub(az);
                FloatVector ab = dx.mul(sy.mul(ez).sub(sz.mul(ey)))
                        .add(dy.mul(sz.mul(ex).sub(sx.mul(ez))))
                        .add(dz.mul(sx.mul(ey).sub(sy.mul(ex))));
                sx = bx.add(cx);
                sy = by.add(cy);
                sz = bz.add(cz);
                ex = cx.sub(bx);
                ey = cy.sub(by);
                ez = cz.sub(bz);
                FloatVector bc = dx.mul(sy.mul(ez).sub(sz.mul(ey)))
                        .add(dy.mul(sz.mul(ex).sub(sx.mul(ez))))
                        .add(dz.mul(sx.mul(ey).sub(sy.mul(ex))));
                sx = cx.add(ax);
                sy = cy.add(ay);
                sz = cz.add(az);
                ex = ax.sub(cx);
                ey = ay.sub(cy);
                ez = az.sub(cz);
                FloatVector ca = dx.mul(sy.mul(ez).sub(sz.mul(ey)))
                        .add(dy.mul(sz.mul(ex).sub(sx.mul(ez))))
                        .add(dz.mul(sx.mul(ey).sub(sy.mul(ex))));
                FloatVector lower = undecided.neg();
                VectorMask<Float> inside = ca.compare(
                                VectorOperators.GE,
                                lower,
                                bc.compare(VectorOperators.GE, lower, ab.compare(VectorOperators.GE, lower)))
                        .or(ca.compare(
                                VectorOperators.LE,
                                undecided,
                                bc.compare(VectorOperators.LE, undecided, ab.compare(VectorOperators.LE, undecided))));
                if (!inside.anyTrue()) {
                    continue;
                }
                float nx = v[plane + Blas.NORMAL_X];
                float ny = v[plane + Blas.NORMAL_Y];
                float nz = v[plane + Blas.NORMAL_Z];
                FloatVector t = ax.mul(nx)
                        .add(ay.mul(ny))
                        .add(az.mul(nz))
                        .div(dx.mul(nx).add(dy.mul(ny)).add(dz.mul(nz)));
                VectorMask<Float> close = ab.abs()
                        .compare(VectorOperators.LE, undecided)
                        .or(bc.abs().compare(VectorOperators.LE, undecided))
                        .or(ca.abs().compare(VectorOperators.LE, undecided));
                t.intoArray(p.distance, 0);
                int candidates = (int) inside.toLong() & group;
                int unsure = (int) close.toLong() & candidates;
                for (int bits = unsure; bits != 0; bits &= bits - 1) {
                    decide(p, Integer.numberOfTrailingZeros(bits), v, k);
                }
                if (p.offer(candidates, blas.ids()[4 * link + i], instance)) {
                    limit(p, group);
                    if (p.anyHit && p.isDone()) {
                        return;
                    }
                }
            }
        }
    }

    private static void decide(Packet p, int lane, float[] v, int k) {
        float ox = p.meshOx[lane];
        float oy = p.meshOy[lane];
        float oz = p.meshOz[lane];
        p.distance[lane] = NearEdge.distance(
                v[k] - ox,
                v[k + Blas.Y] - oy,
                v[k + Blas.Z] - oz,
                v[k + 1] - ox,
                v[k + Blas.Y + 1] - oy,
                v[k + Blas.Z + 1] - oz,
                v[k + 2] - ox,
                v[k + Blas.Y + 2] - oy,
                v[k + Blas.Z + 2] - oz,
                p.meshDx[lane],
                p.meshDy[lane],
                p.meshDz[lane]);
    }
}
