package io.tailforge.conditioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.tailforge.conditioning.fuzz.MapSoundness;
import io.tailforge.conditioning.fuzz.MutableLayout;
import io.tailforge.conditioning.fuzz.Mutations;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.problem.BadInputException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What every map reader owes: maps that can be driven on, the same each time, and a plain refusal of anything hostile. */
public abstract class MapReaderContract {
    private static final double TOUCH = 0.5;
    private static final Duration MAX_TIME = Duration.ofSeconds(5);
    private static final long MAX_ALLOCATION = 1L << 30;
    /** Layouts up to this many bytes are read in a millisecond or two. */
    private static final long SMALL = 30_000;

    @TempDir
    Path folder;

    /** One hostile layout and the code with which it must be refused. */
    public record Hostile(String name, Path layout, String code) {}

    protected abstract MapReader reader();

    /** A few good layouts of the format, made by the test or part of the repository. */
    protected abstract List<Path> goodLayouts(Path scratch) throws IOException;

    /** A layout that is whole but holds nothing to drive on. */
    protected abstract Path withoutDrivableLane(Path scratch) throws IOException;

    protected abstract List<Hostile> hostileLayouts(Path scratch) throws IOException;

    private Stream<DynamicTest> onEach(java.util.function.Consumer<HdMap> check) throws IOException {
        return goodLayouts(folder).stream()
                .map(layout -> DynamicTest.dynamicTest(
                        String.valueOf(layout.getFileName()),
                        () -> check.accept(reader().read(layout).map())));
    }

    @TestFactory
    Stream<DynamicTest> aReaderAcceptsItsFormatAndSaysSo() throws IOException {
        return onEach(map -> {
            assertThat(map.format()).isEqualTo(reader().id());
            assertThat(reader().describe()).isNotBlank();
            assertThat(Layouts.readers()).extracting(MapReader::id).contains(reader().id());
        });
    }

    @TestFactory
    Stream<DynamicTest> idsAreUnique() throws IOException {
        return onEach(map -> {
            Set<String> ids = new HashSet<>();
            map.elements().forEach(element -> assertThat(ids.add(element.id())).isTrue());
        });
    }

    @TestFactory
    Stream<DynamicTest> railsRunWithTravelAndTheLeftOneIsOnTheLeft() throws IOException {
        return onEach(map -> map.listElements(Lane.class).forEach(lane -> {
            Vec3 left = lane.left().pointAt(lane.left().length() / 2);
            Vec3 right = lane.right().pointAt(lane.right().length() / 2);
            Vec3 ahead = lane.left().pointAt(lane.left().length() / 2 + 0.5).minus(left);
            Vec3 across = left.minus(right);
            assertThat(ahead.x() * across.y() - ahead.y() * across.x())
                    .as(lane.id())
                    .isGreaterThanOrEqualTo(-1e-9);
            assertThat(lane.left().first().distanceTo(lane.right().first()))
                    .as(lane.id())
                    .isLessThan(lane.left().first().distanceTo(lane.right().last()));
        }));
    }

    @TestFactory
    Stream<DynamicTest> successorsExistAndTouch() throws IOException {
        return onEach(map -> {
            Map<String, Lane> lanes = lanes(map);
            assertThat(lanes.values())
                    .anySatisfy(lane -> assertThat(lane.successors()).isNotEmpty());
            lanes.values().forEach(lane -> lane.successors().forEach(id -> {
                Lane next = Objects.requireNonNull(lanes.get(id), id);
                assertThat(end(lane).distanceTo(start(next)))
                        .as(lane.id() + " -> " + id)
                        .isLessThanOrEqualTo(TOUCH);
                assertThat(next.predecessors()).contains(lane.id());
            }));
            lanes.values().forEach(lane -> lane.predecessors().forEach(id -> assertThat(
                            Objects.requireNonNull(lanes.get(id), id).successors())
                    .contains(lane.id())));
        });
    }

    @TestFactory
    Stream<DynamicTest> neighboursShareARail() throws IOException {
        return onEach(map -> {
            Map<String, Lane> lanes = lanes(map);
            lanes.values().forEach(lane -> {
                lane.leftNeighbour().ifPresent(id -> {
                    Lane left = Objects.requireNonNull(lanes.get(id), id);
                    assertThat(lane.left().first().distanceTo(left.right().first()))
                            .as(lane.id() + " | " + id)
                            .isLessThan(1.5);
                });
                lane.oncomingNeighbour()
                        .ifPresent(id -> assertThat(lanes).as(lane.id()).containsKey(id));
            });
        });
    }

    @TestFactory
    Stream<DynamicTest> readingTwiceGivesTheSame() throws IOException {
        return goodLayouts(folder).stream()
                .map(layout -> DynamicTest.dynamicTest(
                        String.valueOf(layout.getFileName()),
                        () -> assertThat(reader().read(layout)).isEqualTo(reader().read(layout))));
    }

    @Test
    void aLayoutWithoutADrivableLaneIsRefused() throws IOException {
        Path layout = withoutDrivableLane(folder);
        assertThatThrownBy(() -> reader().read(layout))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("MAP-NO-DRIVABLE-LANE");
    }

    @TestFactory
    Stream<DynamicTest> hostileLayoutsAreRefusedInBoundedTimeAndMemory() throws IOException {
        return hostileLayouts(folder).stream()
                .map(hostile -> DynamicTest.dynamicTest(
                        hostile.name(),
                        () -> assertTimeoutPreemptively(MAX_TIME, () -> {
                            long before = allocated();
                            assertThatThrownBy(() -> reader().read(hostile.layout()))
                                    .isInstanceOf(BadInputException.class)
                                    .hasMessageContaining("[" + hostile.code() + "]");
                            assertThat(allocated() - before).isLessThan(MAX_ALLOCATION);
                        })));
    }

    /** More rounds by {@code -Dtailforge.fuzz.rounds}; the seed of a failure is in its message. */
    @TestFactory
    Stream<DynamicTest> aBrokenLayoutIsRefusedOrGivesASoundMap() throws IOException {
        return goodLayouts(folder).stream()
                .map(layout -> DynamicTest.dynamicTest(
                        String.valueOf(layout.getFileName()),
                        () -> breakInManyWays(new MutableLayout(layout, Files.createTempDirectory(folder, "broken")))));
    }

    private void breakInManyWays(MutableLayout layout) throws IOException {
        int rounds = Integer.getInteger("tailforge.fuzz.rounds", layout.size() < SMALL ? 300 : 40);
        for (int seed = 0; seed < rounds; seed++) {
            Mutations mutations = new Mutations(seed);
            int file = mutations.nextInt(layout.fileCount());
            if (layout.fileCount() > 1 && mutations.nextInt(20) == 0) {
                layout.remove(file);
            } else {
                layout.replace(file, mutations.of(layout.content(file)));
            }
            assertTimeoutPreemptively(MAX_TIME, () -> requireRefusalOrSoundMap(layout.path()), "seed " + seed);
            layout.restore(file);
        }
    }

    private void requireRefusalOrSoundMap(Path layout) {
        long before = allocated();
        try {
            reader().accepts(layout);
            MapSoundness.require(reader().read(layout));
            reader().listLanes(layout);
        } catch (BadInputException refused) {
            assertThat(refused.problems())
                    .allSatisfy(problem -> assertThat(problem.code()).isNotBlank());
        }
        assertThat(allocated() - before).isLessThan(MAX_ALLOCATION);
    }

    @Test
    void otherFilesAreNotAccepted() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "nothing of the kind");
        assertThat(reader().accepts(text)).isFalse();
        assertThat(reader().accepts(folder.resolve("absent"))).isFalse();
        assertThat(reader().accepts(Files.createDirectory(folder.resolve("empty"))))
                .isFalse();
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static Map<String, Lane> lanes(HdMap map) {
        Map<String, Lane> lanes = new HashMap<>();
        map.listElements(Lane.class).forEach(lane -> lanes.put(lane.id(), lane));
        return lanes;
    }

    private static Vec3 start(Lane lane) {
        return lane.left().first().lerp(lane.right().first(), 0.5);
    }

    private static Vec3 end(Lane lane) {
        return lane.left().last().lerp(lane.right().last(), 0.5);
    }

    /** The elements of one kind. */
    protected static <E extends MapElement> List<E> elements(LayoutReading reading, Class<E> kind) {
        return reading.map().listElements(kind);
    }
}
