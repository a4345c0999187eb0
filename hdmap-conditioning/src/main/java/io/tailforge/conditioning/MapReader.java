package io.tailforge.conditioning;

import io.tailforge.conditioning.source.Findings;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Reads one map format. A stateless service, found by {@link java.util.ServiceLoader}: a new format is one class and one
 * line in {@code META-INF/services}. Every reader passes {@code MapReaderContract}.
 */
public interface MapReader {
    /** Stable id, lower case, for example {@code opendrive}. */
    String id();

    /** One line for {@code tailforge info} and {@code GET /v1/capabilities}: what it reads, which versions. */
    String describe();

    /** True where this looks like the reader's format; cheap, reads at most the first few kilobytes, never throws on bad content. */
    boolean accepts(Path layout);

    /**
     * Reads a layout, file or folder. Content is hostile until proved otherwise: sizes, depth, counts and time are bounded,
     * nothing outside {@code layout} is opened, nothing is fetched.
     *
     * @param findings told of what is odd, also where the layout is refused
     * @throws io.tailforge.scene.problem.BadInputException naming file and line or element; nothing is half read
     */
    LayoutReading read(Path layout, Findings findings);

    /** The same for who asks only for the result, which has the warnings too. */
    default LayoutReading read(Path layout) {
        return read(layout, new Findings());
    }

    /**
     * As {@link #read(Path)}, some of its layers read from other folders.
     *
     * @param layers folder by name of layer
     * @throws io.tailforge.scene.problem.BadInputException {@code LAYER-NOT-REPLACEABLE} where the format has no such layers
     */
    default LayoutReading read(Path layout, Map<String, Path> layers) {
        if (!layers.isEmpty()) {
            throw new BadInputException(Problem.of(
                    "LAYER-NOT-REPLACEABLE",
                    layout.toString(),
                    "is of the format " + id() + ", which does not come in layers; only RDS-HQ clips do"));
        }
        return read(layout);
    }

    /**
     * Every lane the source has, for comparison with other readers ({@code layout export --lanes}). A format whose lanes
     * do not all become elements of the map says here what the map leaves out.
     *
     * @throws io.tailforge.scene.problem.BadInputException as {@link #read} does
     */
    default List<SourceLane> listLanes(Path layout) {
        return SourceLane.of(read(layout).map());
    }

    /** Reads and tells all that was found, also where the layout is refused; never throws on bad content. */
    default LayoutCheck check(Path layout) {
        Findings findings = new Findings();
        return LayoutCheck.of(() -> read(layout, findings), findings::warnings);
    }
}
