package io.tailforge.world.trace;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of rays from one origin, in the same arithmetic as {@link ScalarKernel}. One vector tests a box against the cones of
 * all blocks of a tile; one sets up the edges of a leaf's triangles and tests them against the cone of a block; one tests the
 * rays of a block. Distances that cannot be negative are compared by their bits, as integers: Java's float minimum costs four
 * instructions. Few and long methods on purpose: a vector that crosses a call which is not inlined goes through the heap.
 */
final class VectorTileKernel implements TileKernel {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.species();
    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, SPECIES.vectorShape());
    private static final int LANES = SPECIES.length();
    private static final int TRIANGLES = LANES / 4;
    /** Lane 4k + j takes lane 4k: a triangle's first lane for all its edges. */
    private static final VectorShuffle<Float> FIRST = VectorShuffle.fromOp(SPECIES, lane -> lane & ~3);
    /** Lane 4k + j takes lane k. */
    private static final VectorShuffle<Float> SPREAD = VectorShuffle.fromOp(SPECIES, lane -> lane >> 2);

    private static final int SIGN = 0x80000000;

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public void enclose(RayTile p) {
        enclose(p.acrossX, p.cones.minX, p.cones.maxX);
        enclose(p.acrossY, p.cones.minY, p.cones.maxY);
        enclose(p.acrossZ, p.cones.minZ, p.cones.maxZ);
    }

    private static void enclose(float[] across, float[] least, float[] most) {
        FloatVector min = FloatVector.fromArray(SPECIES, across, 0);
        FloatVector max = min;
        for (int ray = 1; ray < LANES; ray++) {
            FloatVector d = FloatVector.fromArray(SPECIES, across, ray * LANES);
            min = min.blend(d, d.compare(VectorOperators.LT, min));
            max = max.blend(d, d.compare(VectorOperators.GT, max));
        }
        min.intoArray(least, 0);
        max.intoArray(most, 0);
    }

    @Override
    public boolean touches(float[] bounds, int node, RayTile p) {
        int at = 6 * node;
        IntVector least = IntVector.broadcast(INTS, Float.floatToRawIntBits(p.tMin));
        IntVector reach = IntVector.fromArray(INTS, p.reach, 0);
        Cones.Axis x = p.cones.x;
        Cones.Axis y = p.cones.y;
        Cones.Axis z = p.cones.z;
        IntVector near = near(x, bounds[at] - p.ox, bounds[at + 3] - p.ox)
                .max(near(y, bounds[at + 1] - p.oy, bounds[at + 4] - p.oy))
                .max(near(z, bounds[at + 2] - p.oz, bounds[at + 5] - p.oz))
                .max(least);
        IntVector far = far(x, bounds[at] - p.ox, bounds[at + 3] - p.ox)
                .min(far(y, bounds[at + 1] - p.oy, bounds[at + 4] - p.oy))
                .min(far(z, bounds[at + 2] - p.oz, bounds[at + 5] - p.oz))
                .min(reach);
        return near.compare(VectorOperators.LE, far).anyTrue();
    }

    private static IntVector near(Cones.Axis axis, float low, float high) {
        return bits(FloatVector.fromArray(SPECIES, axis.nearLow, 0).mul(low))
                .max(bits(FloatVector.fromArray(SPECIES, axis.nearHigh, 0).mul(high)));
    }

    private static IntVector far(Cones.Axis axis, float low, float high) {
        return bits(FloatVector.fromArray(SPECIES, axis.farLow, 0)
                .mul(low)
                .add(FloatVector.fromArray(SPECIES, axis.farHigh, 0).mul(high))
                .add(FloatVector.fromArray(SPECIES, axis.farOpen, 0)));
    }

    @Override
    public void cast(Blas blas, RayTile p, int instance) {
        Cones cones = p.meshCones;
        if (blas.tree().isEmpty()) {
            return;
        }
        float[] bounds = blas.tree().bounds();
        int[] kinds = blas.tree().kind();
        int[] links = blas.tree().link();
        float ox = p.meshOx;
        float oy = p.meshOy;
        float oz = p.meshOz;
        FloatVector nearLowX = FloatVector.fromArray(SPECIES, cones.x.nearLow, 0);
        FloatVector nearHighX = FloatVector.fromArray(SPECIES, cones.x.nearHigh, 0);
        FloatVector farLowX = FloatVector.fromArray(SPECIES, cones.x.farLow, 0);
        FloatVector farHighX = FloatVector.fromArray(SPECIES, cones.x.farHigh, 0);
        FloatVector farOpenX = FloatVector.fromArray(SPECIES, cones.x.farOpen, 0);
        FloatVector nearLowY = FloatVector.fromArray(SPECIES, cones.y.nearLow, 0);
        FloatVector nearHighY = FloatVector.fromArray(SPECIES, cones.y.nearHigh, 0);
        FloatVector farLowY = FloatVector.fromArray(SPECIES, cones.y.farLow, 0);
        FloatVector farHighY = FloatVector.fromArray(SPECIES, cones.y.farHigh, 0);
        FloatVector farOpenY = FloatVector.fromArray(SPECIES, cones.y.farOpen, 0);
        FloatVector nearLowZ = FloatVector.fromArray(SPECIES, cones.z.nearLow, 0);
        FloatVector nearHighZ = FloatVector.fromArray(SPECIES, cones.z.nearHigh, 0);
        FloatVector farLowZ = FloatVector.fromArray(SPECIES, cones.z.farLow, 0);
        FloatVector farHighZ = FloatVector.fromArray(SPECIES, cones.z.farHigh, 0);
        FloatVector farOpenZ = FloatVector.fromArray(SPECIES, cones.z.farOpen, 0);
        IntVector least = IntVector.broadcast(INTS, Float.floatToRawIntBits(p.tMin));
        int octant = cones.octant();
        int[] stack = p.stack;
        stack[0] = 0;
        int top = 1;
        while (top > 0) {
            int node = stack[--top];
            int at = 6 * node;
            float lowX = bounds[at] - ox;
            float lowY = bounds[at + 1] - oy;
            float lowZ = bounds[at + 2] - oz;
            float highX = bounds[at + 3] - ox;
            float highY = bounds[at + 4] - oy;
            float highZ = bounds[at + 5] - oz;
            IntVector near = bits(nearLowX.mul(lowX))
                    .max(bits(nearHighX.mul(highX)))
                    .max(bits(nearLowY.mul(lowY)).max(bits(nearHighY.mul(highY))))
                    .max(bits(nearLowZ.mul(lowZ))
                            .max(bits(nearHighZ.mul(highZ)))
                            .max(least));
            IntVector far = bits(farLowX.mul(lowX).add(farHighX.mul(highX)).add(farOpenX))
                    .min(bits(farLowY.mul(lowY).add(farHighY.mul(highY)).add(farOpenY)))
                    .min(bits(farLowZ.mul(lowZ).add(farHighZ.mul(highZ)).add(farOpenZ))
                            .min(IntVector.fromArray(INTS, p.reach, 0)));
            int met = (int) near.compare(VectorOperators.LE, far).toLong();
            if (met == 0) {
                continue;
            }
            int kind = kinds[node];
            int link = links[node];
            if (kind < 0) {
                int first = octant >> ~kind & 1;
                stack[top++] = link + (first ^ 1);
                stack[top++] = link + first;
            } else {
                for (int first = 0; first < kind; first += TRIANGLES) {
                    leaf(blas, link, first, Math.min(kind - first, TRIANGLES), p, instance, met);
                }
            }
        }
    }

    private static IntVector bits(FloatVector floats) {
        return floats.reinterpretAsInts();
    }

    /** As many triangles of a leaf as fit into a vector with four lanes each: three edges and a lane to spare. */
    private static void leaf(Blas blas, int leaf, int first, int count, RayTile p, int instance, int met) {
        Cones cones = p.meshCones;
        float[] v = blas.leaves();
        int at = Blas.LEAF * leaf + 4 * first;
        float ox = p.meshOx;
        float oy = p.meshOy;
        float oz = p.meshOz;
        FloatVector px = FloatVector.fromArray(SPECIES, v, at).sub(ox);
        FloatVector py = FloatVector.fromArray(SPECIES, v, at + Blas.Y).sub(oy);
        FloatVector pz = FloatVector.fromArray(SPECIES, v, at + Blas.Z).sub(oz);
        FloatVector qx = FloatVector.fromArray(SPECIES, v, at + 1).sub(ox);
        FloatVector qy = FloatVector.fromArray(SPECIES, v, at + Blas.Y + 1).sub(oy);
        FloatVector qz = FloatVector.fromArray(SPECIES, v, at + Blas.Z + 1).sub(oz);
        int plane = Blas.LEAF * leaf + first + Blas.NORMAL_X;
        FloatVector nx = FloatVector.fromArray(SPECIES, v, plane).rearrange(SPREAD);
        FloatVector ny = FloatVector.fromArray(SPECIES, v, plane + 4).rearrange(SPREAD);
        FloatVector nz = FloatVector.fromArray(SPECIES, v, plane + 8).rearrange(SPREAD);
        FloatVector longest = FloatVector.fromArray(SPECIES, v, plane + 12).rearrange(SPREAD);
        FloatVector size = px.abs().add(py.abs()).add(pz.abs()).add(longest);
        FloatVector undecided = longest.mul(NearEdge.UNDECIDED).mul(size).rearrange(FIRST);
        FloatVector offset = nx.mul(px).add(ny.mul(py)).add(nz.mul(pz)).rearrange(FIRST);
        FloatVector flat = size.mul(nx.abs().add(ny.abs()).add(nz.abs())).mul(1e-5f);
        int edgeOn = (int) offset.abs().compare(VectorOperators.LE, flat).toLong();
        IntVector turn = bits(offset).and(SIGN);
        FloatVector sx = px.add(qx);
        FloatVector sy = py.add(qy);
        FloatVector sz = pz.add(qz);
        FloatVector ex = qx.sub(px);
        FloatVector ey = qy.sub(py);
        FloatVector ez = qz.sub(pz);
        FloatVector edgeX = bits(sy.mul(ez).sub(sz.mul(ey)))
                .lanewise(VectorOperators.XOR, turn)
                .reinterpretAsFloats();
        FloatVector edgeY = bits(sz.mul(ex).sub(sx.mul(ez)))
                .lanewise(VectorOperators.XOR, turn)
                .reinterpretAsFloats();
        FloatVector edgeZ = bits(sx.mul(ey).sub(sy.mul(ex)))
                .lanewise(VectorOperators.XOR, turn)
                .reinterpretAsFloats();
        VectorMask<Float> upX = edgeX.compare(VectorOperators.GT, 0f);
        VectorMask<Float> upY = edgeY.compare(VectorOperators.GT, 0f);
        VectorMask<Float> upZ = edgeZ.compare(VectorOperators.GT, 0f);
        FloatVector least = undecided.neg();
        edgeX.intoArray(p.edgeX, 0);
        edgeY.intoArray(p.edgeY, 0);
        edgeZ.intoArray(p.edgeZ, 0);
        undecided.intoArray(p.undecided, 0);
        offset.intoArray(p.offset, 0);
        int wanted = 0x1111 >>> 4 * (4 - count);
        edgeOn &= wanted;
        for (int blocks = met; blocks != 0; blocks &= blocks - 1) {
            int block = Integer.numberOfTrailingZeros(blocks);
            FloatVector x = FloatVector.broadcast(SPECIES, cones.minX[block]).blend(cones.maxX[block], upX);
            FloatVector y = FloatVector.broadcast(SPECIES, cones.minY[block]).blend(cones.maxY[block], upY);
            FloatVector z = FloatVector.broadcast(SPECIES, cones.minZ[block]).blend(cones.maxZ[block], upZ);
            int in = (int) x.mul(edgeX)
                    .add(y.mul(edgeY))
                    .add(z.mul(edgeZ))
                    .compare(VectorOperators.GE, least)
                    .toLong();
            int candidates = in & in >>> 1 & in >>> 2 & wanted | edgeOn;
            if (candidates != 0) {
                block(blas, leaf, first, p, instance, block, candidates, edgeOn);
            }
        }
    }

    /** Tests the rays of a block against those of the triangles whose bit 4k is set. */
    private static void block(
            Blas blas, int leaf, int first, RayTile p, int instance, int block, int candidates, int edgeOn) {
        float[] v = blas.leaves();
        int from = block * LANES;
        if ((p.turned >>> block & 1) == 0) {
            p.turn(block);
        }
        FloatVector dx = FloatVector.fromArray(SPECIES, p.meshDx, from);
        FloatVector dy = FloatVector.fromArray(SPECIES, p.meshDy, from);
        FloatVector dz = FloatVector.fromArray(SPECIES, p.meshDz, from);
        for (int left = candidates; left != 0; left &= left - 1) {
            int k = Integer.numberOfTrailingZeros(left);
            float undecided = p.undecided[k];
            FloatVector ab = dx.mul(p.edgeX[k]).add(dy.mul(p.edgeY[k])).add(dz.mul(p.edgeZ[k]));
            FloatVector bc = dx.mul(p.edgeX[k + 1]).add(dy.mul(p.edgeY[k + 1])).add(dz.mul(p.edgeZ[k + 1]));
            FloatVector ca = dx.mul(p.edgeX[k + 2]).add(dy.mul(p.edgeY[k + 2])).add(dz.mul(p.edgeZ[k + 2]));
            FloatVector least = FloatVector.broadcast(SPECIES, -undecided);
            float most = (edgeOn >>> k & 1) != 0 ? undecided : Float.NEGATIVE_INFINITY;
            VectorMask<Float> inside = ca.compare(
                            VectorOperators.GE,
                            least,
                            bc.compare(VectorOperators.GE, least, ab.compare(VectorOperators.GE, least)))
                    .or(ca.compare(
                            VectorOperators.LE,
                            most,
                            bc.compare(VectorOperators.LE, most, ab.compare(VectorOperators.LE, most))));
            if (!inside.anyTrue()) {
                continue;
            }
            int triangle = first + (k >> 2);
            int plane = Blas.LEAF * leaf + triangle + Blas.NORMAL_X;
            FloatVector t = FloatVector.broadcast(SPECIES, p.offset[k])
                    .div(dx.mul(v[plane]).add(dy.mul(v[plane + 4])).add(dz.mul(v[plane + 8])));
            FloatVector old = FloatVector.fromArray(SPECIES, p.t, from);
            VectorMask<Float> close = ab.abs()
                    .compare(VectorOperators.LE, undecided)
                    .or(bc.abs().compare(VectorOperators.LE, undecided))
                    .or(ca.abs().compare(VectorOperators.LE, undecided))
                    .and(inside);
            VectorMask<Float> taken = t.compare(VectorOperators.LE, old, t.compare(VectorOperators.GE, p.tMin, inside));
            int id = blas.ids()[4 * leaf + triangle];
            if (close.or(t.compare(VectorOperators.EQ, old, taken)).anyTrue()) {
                t.intoArray(p.distance, 0);
                p.decide(blas, leaf, triangle, from, (int) inside.toLong(), (int) close.toLong(), instance);
            } else if (taken.anyTrue()) {
                t.intoArray(p.t, from, taken);
                VectorMask<Integer> lanes = taken.cast(INTS);
                IntVector.broadcast(INTS, id).intoArray(p.triangle, from, lanes);
                IntVector.broadcast(INTS, instance).intoArray(p.instance, from, lanes);
            } else {
                continue;
            }
            int farthest = bits(FloatVector.fromArray(SPECIES, p.t, from)).reduceLanes(VectorOperators.MAX);
            p.reach[block] =
                    Float.floatToRawIntBits(Float.intBitsToFloat(farthest) * Packet.SLACK + Packet.SLACK_METRES);
        }
    }
}
