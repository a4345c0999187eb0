import com.sun.management.OperatingSystemMXBean;
import io.tailforge.quality.Calibration;
import io.tailforge.quality.CameraFrame;
import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.Examination;
import io.tailforge.quality.FrameLuma;
import io.tailforge.quality.QualityCheck;
import io.tailforge.quality.QualityFilter;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.service.embedded.Worlds;
import io.tailforge.service.evaluation.Evaluator;
import io.tailforge.service.evaluation.ForeignClip;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Our side of {@code bench/filter-peer.sh}. Each line on stdin is answered by a line of JSON: {@code judge FOLDER} judges a clip
 * by all installed checks and tells the CPU seconds of the process, {@code values FOLDER} what is measured of each frame.
 */
void main() throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
        int space = line.indexOf(' ');
        ForeignClip clip = ForeignClip.open(Path.of(line.substring(space + 1)), Path.of(""), Optional.empty());
        System.out.println(JsonWriter.compact(
                line.startsWith("judge") ? judge(clip) : values(clip.evidence())));
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
