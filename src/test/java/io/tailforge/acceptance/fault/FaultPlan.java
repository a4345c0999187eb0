package io.tailforge.acceptance.fault;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Which answers are broken, and how. */
@FunctionalInterface
interface FaultPlan {
    Optional<WireFault> at(Truth.Key key);

    static FaultPlan none() {
        return key -> Optional.empty();
    }

    static FaultPlan always(WireFault fault) {
        return key -> Optional.of(fault);
    }

    /** The first {@code count} answers, whatever they are about. */
    static FaultPlan first(int count, WireFault fault) {
        AtomicInteger asked = new AtomicInteger();
        return key -> asked.incrementAndGet() <= count ? Optional.of(fault) : Optional.empty();
    }

    /**
     * A share of the answers, each with one of the faults, drawn by clip and by how often the clip came by here: the same in
     * every run, whatever the threads do.
     */
    static FaultPlan some(double share, long seed, List<WireFault> faults) {
        Map<String, AtomicInteger> visits = new ConcurrentHashMap<>();
        return key -> {
            int visit = visits.computeIfAbsent(key.clip(), any -> new AtomicInteger())
                    .getAndIncrement();
            SplittableRandom random = new SplittableRandom(seed ^ key.clip().hashCode() * 0x9e3779b97f4a7c15L + visit);
            return random.nextDouble() < share
                    ? Optional.of(faults.get(random.nextInt(faults.size())))
                    : Optional.empty();
        };
    }

    /** The n-th clip that comes to any of the proxies gets the n-th fault, and none when it comes again. */
    static FaultPlan onFirstVisit(List<WireFault> faults) {
        Map<String, Integer> order = new ConcurrentHashMap<>();
        AtomicInteger clips = new AtomicInteger();
        return key -> {
            boolean[] first = new boolean[1];
            int n = order.computeIfAbsent(key.clip(), any -> {
                first[0] = true;
                return clips.getAndIncrement();
            });
            return first[0] && n < faults.size() ? Optional.of(faults.get(n)) : Optional.empty();
        };
    }
}
