import com.sun.management.OperatingSystemMXBean;
import io.tailforge.quality.Calibration;
import io.tailforge.quality.CameraFrame;
import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.Examination;
import io.tailforge.quality.ExpectedSweeps;
import io.tailforge.quality.ExpectedView;
import io.tailforge.quality.ExpectedViews;
import io.tailforge.quality.FrameLuma;
import io.tailforge.quality.QualityCheck;
import io.tailforge.quality.QualityFilter;
import io.tailforge.quality.SharedPasses;
import io.tailforge.quality.lidar.SweepPoints;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.service.embedded.Worlds;
import io.tailforge.service.evaluation.Evaluator;
import io.tailforge.service.evaluation.ForeignClip;
import io.tailforge.service.pipeline.WorldViews;
import io.tailforge.video.VideoInfo;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Our side of {@code bench/filter-peer.sh}. Each line on stdin is answered by a line of JSON: {@code judge FOLDER} judges a clip
 * by all installed checks and tells the CPU seconds of the process, {@code stages FOLDER} the milliseconds of each stage,
 * {@code values FOLDER} what is measured of each frame.
 */
void main() throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
        int space = line.indexOf(' ');
        ForeignClip clip = ForeignClip.open(Path.of(line.substring(space + 1)), Path.of(""), Optional.empty());
        Json answer =
                switch (line.substring(0, space)) {
                    case "judge" -> judge(clip);
                    case "stages" -> new Stages().measure(clip.evidence());
                    default -> values(clip.evidence());
                };
        System.out.println(JsonWriter.compact(answer));
    }
}

static Json judge(ForeignClip clip) throws IOException {
    OperatingSystemMXBean clock = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long began = clock.getProcessCpuTime();
    List<Finding> findings = new Evaluator(new QualityFilter(), Calibration.BUILT_IN, new Worlds(1))
            .judge(clip)
            .findings();
    return Json.object()
            .put("cpu_s", (clock.getProcessCpuTime() - began) * 1e-9)
            .put("failed", findings.stream().filter(found -> found.severity() == Finding.Severity.FAIL).count())
            .put("resident_mib", residentMib())
            .build();
}

static double residentMib() throws IOException {
    Path statm = Path.of("/proc/self/statm");
    return Files.exists(statm) ? Long.parseLong(Files.readString(statm).split(" ")[1]) / 256.0 : 0;
}

static Json values(ClipEvidence clip) {
    Recorder recorder = new Recorder();
    new QualityFilter(List.of(recorder)).examine(clip);
    Json.ObjectBuilder cameras = Json.object();
    recorder.byCamera.forEach((camera, frames) -> cameras.put(camera, Json.array(frames)));
    return cameras.build();
}

/** CPU milliseconds of the judging thread by stage: what a check spends in another stage counts there. */
static final class Stages {
    private final ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    private final Map<String, Long> spent = new TreeMap<>();
    private final Deque<String> running = new ArrayDeque<>();
    private long since = clock.getCurrentThreadCpuTime();

    Json measure(ClipEvidence clip) {
        within("decode", () -> {
            Worlds worlds = new Worlds(1);
            ExpectedViews views = new WorldViews(
                    clip.scene(), () -> within("world", () -> worlds.of(clip.scene(), clip.map())));
            List<QualityCheck> timed = QualityFilter.listInstalled().stream()
                    .<QualityCheck>map(check -> new Timed(check, this))
                    .toList();
            return new QualityFilter(timed).examine(clip.expecting(new TimedViews(views, this)));
        });
        Json.ObjectBuilder stages = Json.object();
        spent.forEach((stage, nanos) -> stages.put(stage, Math.round(nanos * 1e-5) / 10.0));
        return stages.build();
    }

    <T> T within(String stage, Supplier<T> work) {
        charge();
        running.push(stage);
        try {
            return work.get();
        } finally {
            charge();
            running.pop();
        }
    }

    private void charge() {
        long now = clock.getCurrentThreadCpuTime();
        if (!running.isEmpty()) {
            spent.merge(running.peek(), now - since, Long::sum);
        }
        since = now;
    }
}

record TimedViews(ExpectedViews views, Stages stages) implements ExpectedViews {
    @Override
    public ExpectedView look(String camera, int frame) {
        return stages.within("expected views", () -> views.look(camera, frame));
    }

    @Override
    public Optional<ExpectedSweeps> sweeps() {
        return views.sweeps();
    }
}

record Timed(QualityCheck check, Stages stages) implements QualityCheck {
    @Override
    public String id() {
        return check.id();
    }

    @Override
    public String describe() {
        return check.describe();
    }

    @Override
    public int cost() {
        return check.cost();
    }

    @Override
    public Examination examine(ClipEvidence clip) {
        return examine(clip, new SharedPasses());
    }

    @Override
    public Examination examine(ClipEvidence clip, SharedPasses passes) {
        return stages.within(id(), () -> new TimedExamination(id(), check.examine(clip, passes), stages));
    }
}

record TimedExamination(String stage, Examination examination, Stages stages) implements Examination {
    @Override
    public void camera(String camera, VideoInfo info) {
        examination.camera(camera, info);
    }

    @Override
    public void frame(CameraFrame frame) {
        during(() -> examination.frame(frame));
    }

    @Override
    public void instant(List<CameraFrame> frames) {
        during(() -> examination.instant(frames));
    }

    @Override
    public void sweep(LidarSweep sweep, SweepPoints points) {
        during(() -> examination.sweep(sweep, points));
    }

    private void during(Runnable work) {
        stages.within(stage, () -> {
            work.run();
            return stage;
        });
    }

    @Override
    public List<Finding> finish() {
        return stages.within(stage, examination::finish);
    }
}

/** Writes down mean, spread and change of each frame's brightness, as the checks see it. */
static final class Recorder implements QualityCheck, Examination {
    private final Map<String, List<Json>> byCamera = new TreeMap<>();
    private final Map<String, FrameLuma> before = new TreeMap<>();

    @Override
    public String id() {
        return "recorder";
    }

    @Override
    public String describe() {
        return "writes down what is measured of each frame";
    }

    @Override
    public int cost() {
        return 0;
    }

    @Override
    public Examination examine(ClipEvidence clip) {
        return this;
    }

    @Override
    public void frame(CameraFrame frame) {
        FrameLuma luma = frame.luma();
        FrameLuma last = before.put(frame.camera(), luma);
        double change = last == null ? 0 : luma.meanDifference(last);
        byCamera.computeIfAbsent(frame.camera(), camera -> new ArrayList<>())
                .add(Json.ofNumbers(luma.mean(), luma.spread(), change));
    }

    @Override
    public List<Finding> finish() {
        return List.of();
    }
}
