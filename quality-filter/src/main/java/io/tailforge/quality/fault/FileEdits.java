package io.tailforge.quality.fault;

import static io.tailforge.quality.fault.Parameter.figure;
import static io.tailforge.quality.fault.Parameter.word;

import java.util.List;

/** Edits of one camera's file. */
public final class FileEdits implements Edit.Provider {
    @Override
    public List<Edit> edits() {
        return List.of(new Edit(
                "damage-file",
                "one camera's file is cut off, gone, overwritten in part, or has wrong times",
                List.of(
                        word("how", "truncated", "missing", "zeros", "flipped", "standing-clock", "wrong-rate"),
                        figure("keep", 0, 1, 0.7),
                        figure("bytes", 1, 1 << 20, 600),
                        figure("factor", 0.1, 10, 2)),
                FileEdits::damage));
    }

    private static Placed damage(Site site, Settings settings) {
        String camera = site.anyCamera().name();
        int bytes = settings.count("bytes");
        Damage damage =
                switch (settings.word("how")) {
                    case "truncated" -> Damage.truncated(settings.figure("keep"));
                    case "missing" -> Damage.gone();
                    case "zeros" -> Damage.zeros(bytes);
                    case "flipped" -> Damage.flipped(bytes, site.random().nextLong());
                    case "standing-clock" -> Damage.standingClock();
                    default -> Damage.slowed(settings.figure("factor"));
                };
        return new Placed(new Fault.Damaged(camera, damage), Place.of(camera));
    }
}
