package io.tailforge.service.cost;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Measures one clip, phase by phase; a phase that comes again, in another attempt, adds up. */
public final class ClipMeter {
    private final CpuShares cpu;
    private final boolean generatesHere;
    private final LongSupplier clock;
    private final Map<Phase, Double> wall = new EnumMap<>(Phase.class);
    private final Map<Phase, Double> cpuSeconds = new EnumMap<>(Phase.class);
    private Generated generated = Generated.NOTHING;
    private Phase phase = Phase.ASSEMBLE;
    private long began;
    private Optional<CpuShares.Share> share;
    private boolean stopped;

    /**
     * Begins to assemble.
     *
     * @param generatesHere whether generation is work of this process too: the embedded engines
     */
    public ClipMeter(CpuShares cpu, boolean generatesHere) {
        this(cpu, generatesHere, System::nanoTime);
    }

    ClipMeter(CpuShares cpu, boolean generatesHere, LongSupplier clock) {
        this.cpu = cpu;
        this.generatesHere = generatesHere;
        this.clock = clock;
        this.began = clock.getAsLong();
        this.share = openShare(phase);
    }

    private Optional<CpuShares.Share> openShare(Phase entered) {
        boolean ours = entered.isOurs() || (entered == Phase.GENERATE && generatesHere);
        return ours ? Optional.of(cpu.open()) : Optional.empty();
    }

    /** Goes on in another phase; nothing where it is in that one already. */
    public synchronized void enter(Phase next) {
        if (next != phase && !stopped) {
            close();
            phase = next;
            share = openShare(next);
        }
    }

    private void close() {
        long now = clock.getAsLong();
        wall.merge(phase, (now - began) * 1e-9, Double::sum);
        share.ifPresent(open -> cpuSeconds.merge(phase, open.close(), Double::sum));
        share = Optional.empty();
        began = now;
    }

    /** What the order took that was under way in {@link Phase#GENERATE}; its waiting is told apart. */
    public synchronized void generated(Generated order) {
        generated = generated.plus(order);
        wall.merge(Phase.WAIT, order.waitedSeconds(), Double::sum);
        wall.merge(Phase.GENERATE, -order.waitedSeconds(), Double::sum);
    }

    /** Closes the phase that is open; stopping twice is the same as once. */
    public synchronized void stop() {
        if (!stopped) {
            close();
            stopped = true;
        }
    }

    /** What has been measured of closed phases. */
    public synchronized ClipCost cost() {
        List<ClipCost.Spell> spells = new ArrayList<>();
        wall.forEach((known, seconds) ->
                spells.add(new ClipCost.Spell(known, Math.max(0, seconds), cpuSeconds.getOrDefault(known, 0.0))));
        return new ClipCost(spells, generated);
    }
}
