package io.tailforge.conditioning.opendrive;

import io.tailforge.conditioning.source.Findings;
import io.tailforge.conditioning.xml.XmlElement;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.util.Optional;
import java.util.function.Supplier;

/** The problems of one document, told of the elements they are about. */
final class RoadFindings {
    private final Findings findings = new Findings();

    /** The value, or nothing where it is refused. @param element that a value without a place of its own is about */
    <T> Optional<T> attempt(XmlElement element, Supplier<T> read) {
        return findings.attempt(() -> {
            try {
                return read.get();
            } catch (IllegalArgumentException e) {
                // The values of a scene refuse what is not finite or has no extent.
                throw element.bad("XODR-VALUE", String.valueOf(e.getMessage()));
            }
        });
    }

    /** As {@link #attempt}, of what has no value. */
    void check(XmlElement element, Runnable read) {
        attempt(element, () -> {
            read.run();
            return element;
        });
    }

    boolean isLastAbout(XmlElement element) {
        Problem about = element.problem("", "");
        return findings.findLast()
                .filter(last -> last.line() == about.line() && last.pointer().equals(about.pointer()))
                .isPresent();
    }

    BadInputException fatal(Problem problem) {
        return findings.fatal(problem);
    }

    void throwIfRefused() {
        findings.throwIfRefused();
    }
}
