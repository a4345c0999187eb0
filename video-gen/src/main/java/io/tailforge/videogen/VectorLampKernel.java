package io.tailforge.videogen;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * As many surfels at once as the CPU's vectors hold, in the arithmetic of {@link ScalarLampKernel}, operation by operation.
 * Long methods on purpose: a vector that crosses a call which is not inlined goes through the heap.
 */
final class VectorLampKernel implements LampKernel {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> NUMBERS = IntVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final float PI = 3.14159265f;

    @Override
    public void fall(LampBatch batch, Surfels s, LampRay lamp) {
        float inverseReach = lamp.inverseReach() * batch.reachScale;
        for (int i = 0; i < batch.count; i += LANES) {
            FloatVector x = FloatVector.broadcast(SPECIES, lamp.x()).sub(FloatVector.fromArray(SPECIES, s.x, i));
            FloatVector y = FloatVector.broadcast(SPECIES, lamp.y()).sub(FloatVector.fromArray(SPECIES, s.y, i));
            FloatVector z = FloatVector.broadcast(SPECIES, lamp.z()).sub(FloatVector.fromArray(SPECIES, s.z, i));
            FloatVector square = x.mul(x).add(y.mul(y)).add(z.mul(z)).max(1e-4f);
            FloatVector distance = square.sqrt();
            FloatVector inverse = FloatVector.broadcast(SPECIES, 1).div(distance);
            x = x.mul(inverse);
            y = y.mul(inverse);
            z = z.mul(inverse);
            x.intoArray(batch.lx, i);
            y.intoArray(batch.ly, i);
            z.intoArray(batch.lz, i);
            FloatVector cos = x.mul(FloatVector.fromArray(SPECIES, s.nx, i))
                    .add(y.mul(FloatVector.fromArray(SPECIES, s.ny, i)))
                    .add(z.mul(FloatVector.fromArray(SPECIES, s.nz, i)));
            FloatVector axis = x.mul(lamp.axisX())
                    .add(y.mul(lamp.axisY()))
                    .add(z.mul(lamp.axisZ()))
                    .neg();
            FloatVector share;
            if (lamp.beam()) {
                FloatVector ahead = axis.sub(0.05f).mul(1e6f).min(1).max(0);
                FloatVector near = FloatVector.broadcast(SPECIES, 1).div(axis.max(0.05f));
                FloatVector rise = z.neg().mul(near).sub(lamp.axisZ());
                FloatVector side =
                        y.neg().mul(lamp.axisX()).sub(x.neg().mul(lamp.axisY())).mul(near);
                FloatVector aside = side.mul(side);
                FloatVector stray = aside.add(rise.mul(rise)).mul(4).add(1);
                FloatVector left = FloatVector.broadcast(SPECIES, 1)
                        .sub(square.mul(Lamps.INVERSE_STRAY_SQUARE))
                        .max(0);
                FloatVector glare = left.mul(left).mul(0.03f).div(stray.mul(stray));
                FloatVector t = rise.sub(0.008f).div(-0.012f - 0.008f).min(1).max(0);
                FloatVector above =
                        t.mul(t).mul(FloatVector.broadcast(SPECIES, 3).sub(t.mul(2)));
                FloatVector low = rise.add(0.018f);
                FloatVector down = low.mul(1 / 0.03f).max(low.mul(-1 / 0.042f));
                FloatVector fan = aside.mul(3.5f).add(1);
                share = ahead.mul(
                        above.div(fan.mul(fan).mul(down.mul(down).add(1))).add(glare));
            } else {
                FloatVector t =
                        axis.mul(lamp.coneScale()).add(lamp.coneOffset()).min(1).max(0);
                share = t.mul(t).mul(FloatVector.broadcast(SPECIES, 3).sub(t.mul(2)));
            }
            FloatVector part = square.mul(inverseReach);
            FloatVector keep =
                    FloatVector.broadcast(SPECIES, 1).sub(part.mul(part)).max(0);
            FloatVector thick = distance.mul(batch.sixteenth);
            FloatVector root = FloatVector.broadcast(SPECIES, 1)
                    .div(thick.mul(0.041666667f)
                            .add(0.16666667f)
                            .mul(thick)
                            .add(0.5f)
                            .mul(thick)
                            .add(1)
                            .mul(thick)
                            .add(1));
            root = root.mul(root);
            root = root.mul(root);
            root = root.mul(root);
            share = share.mul(keep.mul(keep).mul(root.mul(root)));
            if (lamp.beam() && batch.returning) {
                FloatVector back = x.mul(FloatVector.fromArray(SPECIES, s.dx, i))
                        .add(y.mul(FloatVector.fromArray(SPECIES, s.dy, i)))
                        .add(z.mul(FloatVector.fromArray(SPECIES, s.dz, i)))
                        .neg();
                FloatVector t = back.sub(0.993f).div(0.9995f - 0.993f).min(1).max(0);
                FloatVector sent =
                        t.mul(t).mul(FloatVector.broadcast(SPECIES, 3).sub(t.mul(2)));
                share = share.mul(FloatVector.fromArray(SPECIES, batch.returns, i)
                        .mul(sent)
                        .mul(25)
                        .add(1));
            }
            FloatVector through = cos.neg().mul(FloatVector.fromArray(SPECIES, s.translucency, i));
            cos.max(through).mul(share).div(square.max(NEAREST_SQUARE)).intoArray(batch.light, i);
        }
    }

    @Override
    public void mirror(LampBatch batch, Surfels s) {
        for (int i = 0; i < batch.count; i += LANES) {
            FloatVector lx = FloatVector.fromArray(SPECIES, batch.lx, i);
            FloatVector ly = FloatVector.fromArray(SPECIES, batch.ly, i);
            FloatVector lz = FloatVector.fromArray(SPECIES, batch.lz, i);
            FloatVector nx = FloatVector.fromArray(SPECIES, s.nx, i);
            FloatVector ny = FloatVector.fromArray(SPECIES, s.ny, i);
            FloatVector nz = FloatVector.fromArray(SPECIES, s.nz, i);
            FloatVector hx = lx.sub(FloatVector.fromArray(SPECIES, s.dx, i));
            FloatVector hy = ly.sub(FloatVector.fromArray(SPECIES, s.dy, i));
            FloatVector hz = lz.sub(FloatVector.fromArray(SPECIES, s.dz, i));
            FloatVector norm = FloatVector.broadcast(SPECIES, 1)
                    .div(hx.mul(hx).add(hy.mul(hy)).add(hz.mul(hz)).max(1e-12f).sqrt());
            FloatVector nh =
                    hx.mul(nx).add(hy.mul(ny)).add(hz.mul(nz)).mul(norm).max(0);
            FloatVector lh =
                    hx.mul(lx).add(hy.mul(ly)).add(hz.mul(lz)).mul(norm).max(0);
            FloatVector nl = lx.mul(nx).add(ly.mul(ny)).add(lz.mul(nz)).max(0);
            FloatVector spread = FloatVector.fromArray(SPECIES, batch.spread, i);
            FloatVector base = nh.mul(nh).mul(spread.sub(1)).add(1);
            FloatVector k = FloatVector.fromArray(SPECIES, batch.soft, i);
            FloatVector open = nl.mul(FloatVector.broadcast(SPECIES, 1).sub(k))
                    .add(k)
                    .mul(FloatVector.fromArray(SPECIES, batch.seen, i))
                    .max(1e-3f);
            FloatVector below = base.mul(PI).mul(base).mul(open);
            FloatVector m = FloatVector.broadcast(SPECIES, 1).sub(lh).max(0);
            FloatVector gloss = FloatVector.fromArray(SPECIES, s.gloss, i);
            FloatVector fresnel = gloss.add(FloatVector.broadcast(SPECIES, 1)
                    .sub(gloss)
                    .mul(m.mul(m).mul(m.mul(m)).mul(m)));
            FloatVector lobe = spread.mul(0.25f).mul(fresnel).div(below).min(BRIGHTEST_LOBE);
            FloatVector light = FloatVector.fromArray(SPECIES, batch.light, i).mul(lobe);
            FloatVector.zero(SPECIES)
                    .blend(light, gloss.compare(VectorOperators.GT, 0f))
                    .intoArray(batch.shine, i);
        }
    }

    @Override
    public void collect(LampBatch batch, Surfels s, LampRay lamp, int number) {
        for (int i = 0; i < batch.count; i += LANES) {
            FloatVector light = FloatVector.fromArray(SPECIES, batch.light, i);
            FloatVector shine = FloatVector.fromArray(SPECIES, batch.shine, i);
            FloatVector.fromArray(SPECIES, s.lampRed, i)
                    .add(light.mul(lamp.red()))
                    .intoArray(s.lampRed, i);
            FloatVector.fromArray(SPECIES, s.lampGreen, i)
                    .add(light.mul(lamp.green()))
                    .intoArray(s.lampGreen, i);
            FloatVector.fromArray(SPECIES, s.lampBlue, i)
                    .add(light.mul(lamp.blue()))
                    .intoArray(s.lampBlue, i);
            FloatVector.fromArray(SPECIES, s.shineRed, i)
                    .add(shine.mul(lamp.red()))
                    .intoArray(s.shineRed, i);
            FloatVector.fromArray(SPECIES, s.shineGreen, i)
                    .add(shine.mul(lamp.green()))
                    .intoArray(s.shineGreen, i);
            FloatVector.fromArray(SPECIES, s.shineBlue, i)
                    .add(shine.mul(lamp.blue()))
                    .intoArray(s.shineBlue, i);
            FloatVector strength = light.add(shine.mul(0.3f)).mul(lamp.green());
            FloatVector most = FloatVector.fromArray(SPECIES, batch.most, i);
            VectorMask<Float> stronger = strength.compare(VectorOperators.GT, most);
            if (stronger.anyTrue()) {
                most.blend(strength, stronger).intoArray(batch.most, i);
                light.intoArray(batch.bestLight, i, stronger);
                shine.intoArray(batch.bestShine, i, stronger);
                IntVector.broadcast(NUMBERS, number).intoArray(batch.strongest, i, stronger.cast(NUMBERS));
            }
        }
    }
}
