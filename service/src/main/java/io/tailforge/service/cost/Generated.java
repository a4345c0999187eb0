package io.tailforge.service.cost;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one order to the endpoints took, whether it succeeded or not.
 *
 * @param waitedSeconds in line
 * @param workedSeconds of an endpoint's place in the try that succeeded; 0 where none did
 * @param wastedSeconds of endpoints' places in tries that failed
 * @param failures by token of the contract
 * @param enginePhases seconds by phase as the engine reports them
 */
public record Generated(
        double waitedSeconds,
        double workedSeconds,
        double wastedSeconds,
        int tries,
        List<String> endpoints,
        Map<String, Integer> failures,
        Map<String, Double> enginePhases) {
    public Generated {
        endpoints = List.copyOf(endpoints);
        failures = Map.copyOf(failures);
        enginePhases = Map.copyOf(enginePhases);
    }

    public static final Generated NOTHING = new Generated(0, 0, 0, 0, List.of(), Map.of(), Map.of());

    /** What is paid for. */
    public double spentSeconds() {
        return workedSeconds + wastedSeconds;
    }

    /** Both, one after the other. */
    Generated plus(Generated next) {
        Map<String, Integer> allFailures = new TreeMap<>(failures);
        next.failures.forEach((token, count) -> allFailures.merge(token, count, Integer::sum));
        Map<String, Double> allPhases = new TreeMap<>(enginePhases);
        next.enginePhases.forEach((phase, seconds) -> allPhases.merge(phase, seconds, Double::sum));
        return new Generated(
                waitedSeconds + next.waitedSeconds,
                workedSeconds + next.workedSeconds,
                wastedSeconds + next.wastedSeconds,
                tries + next.tries,
                java.util.stream.Stream.concat(endpoints.stream(), next.endpoints.stream())
                        .distinct()
                        .toList(),
                allFailures,
                allPhases);
    }
}
