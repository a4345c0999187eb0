package io.tailforge.quality;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Looks once where several checks ask for the same view: keeps each camera's last one. */
final class RecentViews implements ExpectedViews {
    private final ExpectedViews views;
    private final Map<String, Seen> last = new HashMap<>();

    RecentViews(ExpectedViews views) {
        this.views = views;
    }

    @Override
    public ExpectedView look(String camera, int frame) {
        Seen seen = last.get(camera);
        if (seen == null || seen.frame() != frame) {
            seen = new Seen(frame, views.look(camera, frame));
            last.put(camera, seen);
        }
        return seen.view();
    }

    @Override
    public Optional<ExpectedSweeps> sweeps() {
        return views.sweeps();
    }

    private record Seen(int frame, ExpectedView view) {}
}
