package io.tailforge.variation.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.motion.EgoTrajectory;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.sensor.Fit;
import io.tailforge.scene.variation.SceneRequest;
import io.tailforge.variation.VariationSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecFilesTest {
    private static final String TRACKS = "track_id,class,t,x,y,z,yaw,length,width,height,pitch,roll\n";

    @TempDir
    Path temporary;

    private Path folder = Path.of("");

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectories(temporary.resolve("specs"));
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private SceneRequest scene(String keys) throws IOException {
        return spec("scenes: [{name: a, " + keys + "}]").scenes().getFirst();
    }

    private VariationSpec spec(String text) throws IOException {
        file("spec.yaml", "name: own\n" + text);
        String inlined = SpecFiles.inlined(folder.resolve("spec.yaml"));
        return VariationSpecReader.read("spec", inlined.getBytes(StandardCharsets.UTF_8));
    }

    private EgoTrajectory ego(String csv) throws IOException {
        file("drive.csv", csv);
        return scene("ego: {file: drive.csv}").ego().orElseThrow();
    }

    private void assertRefused(String keys, String... parts) {
        assertThatThrownBy(() -> scene(keys))
                .isInstanceOf(BadInputException.class)
                .satisfies(e -> {
                    for (String part : parts) {
                        assertThat(e).hasMessageContaining(part);
                    }
                });
    }

    @Test
    void aPathWithHeadingsInRadiansIsDriven() throws IOException {
        EgoTrajectory ego = ego("t,x,y,yaw\n0,1,2,0.5\n1.5,4,2,6.5\n");
        assertThat(ego.samples()).hasSize(2);
        assertThat(ego.at(0).yaw()).isCloseTo(0.5, within(1e-12));
        assertThat(ego.at(1_500_000).yaw()).isCloseTo(6.5 - 2 * Math.PI, within(1e-9));
        assertThat(ego.at(750_000).translation().x()).isCloseTo(2.5, within(1e-12));
    }

    @Test
    void aPathWithQuaternionsKeepsThem() throws IOException {
        Pose pose = ego("\ufefft, x, y, z, qw, qx, qy, qz\r\n\r\n0, 1, 2, 3, 0.8, 0, 0.6, 0\r\n")
                .at(0);
        assertThat(pose.translation().z()).isEqualTo(3);
        assertThat(pose.rotation().y()).isCloseTo(0.6, within(1e-12));
    }

    @Test
    void aPathWithoutHeadingsFollowsItself() throws IOException {
        assertThat(ego("t,x,y\n0,0,0\n1,0,10\n").at(0).yaw()).isCloseTo(Math.PI / 2, within(1e-12));
    }

    @Test
    void tracksHaveTheirClassSizeAndTurns() throws IOException {
        file(
                "tracks.csv",
                TRACKS
                        + "b,bus,0,5,0,0,0,11,2.5,3,0,0\na,car,0,9,1,0,1,4,2,1.5,0.1,0\na,car,1,9,1,0,1,5,2,1.5,0.1,0\n");
        SceneRequest scene = scene("tracks: {file: tracks.csv}");
        assertThat(scene.tracks()).extracting(ActorTrack::id).containsExactly("b", "a");
        ActorTrack car = scene.tracks().getLast();
        assertThat(car.states().getFirst().size().x()).as("mean of 4 and 5").isEqualTo(4.5);
        assertThat(car.states()).as("one state a tenth of a second").hasSize(11);
        Pose pose = car.states().getFirst().worldFromActor();
        assertThat(pose.rotate(new Vec3(1, 0, 0)).z()).isCloseTo(-Math.sin(0.1), within(1e-9));
    }

    @Test
    void jsonFilesHoldWhatASpecHoldsInline() throws IOException {
        file("drive.json", "[{\"t\": 0, \"x\": 0, \"y\": 0}, {\"t\": 2, \"x\": 20, \"y\": 0}]");
        file("tracks.json", "[{\"id\": \"p\", \"class\": \"car\", \"path\": [{\"t\": 0, \"x\": 9, \"y\": 0}]}]");
        SceneRequest scene = scene("ego: {file: drive.json}, tracks: {file: tracks.json}");
        assertThat(scene.ego().orElseThrow().samples()).hasSize(2);
        assertThat(scene.tracks()).hasSize(1);
    }

    @Test
    void aRigComesFromAFile() throws IOException {
        file(
                "rig.json",
                "{\"name\": \"van\", \"cameras\": [{\"name\": \"ahead\", \"mount\": {\"position\": [1, 0, 2],"
                        + " \"roll_pitch_yaw_deg\": [0, 0, 0]}, \"model\": {\"type\": \"pinhole\", \"width\": 64,"
                        + " \"height\": 48, \"fx\": 50, \"fy\": 50, \"cx\": 32, \"cy\": 24}}]}");
        VariationSpec spec = spec("rig: {file: rig.json, fit: crop, cameras: [ahead]}\nscenes: [{name: a}]");
        assertThat(spec.rig().inline().orElseThrow().name()).isEqualTo("van");
        assertThat(spec.rig().fit()).isEqualTo(Fit.CROP);
    }

    @Test
    void aSpecWithoutFilesStaysAsItIs() throws IOException {
        file("spec.yaml", "# mine\nname: own\nscenes: [{name: a}]\n");
        assertThat(SpecFiles.inlined(folder.resolve("spec.yaml")))
                .isEqualTo("# mine\nname: own\nscenes: [{name: a}]\n");
    }

    @Test
    void complaintsNameFileLineAndColumn() throws IOException {
        file("drive.csv", "t,x,y\n0,0,0\n1,ten,0\n");
        assertRefused("ego: {file: drive.csv}", "drive.csv:3 x:", "CSV-NOT-A-NUMBER");
        file("drive.csv", "t,x,y\n0,0,0\n1,,0\n");
        assertRefused("ego: {file: drive.csv}", "drive.csv:3 x:", "CSV-NO-VALUE");
        file("drive.csv", "t,x,y,heading\n0,0,0,1\n");
        assertRefused("ego: {file: drive.csv}", "drive.csv:1 heading:", "CSV-UNKNOWN-COLUMN");
        file("drive.csv", "t,x,y\n0,0,0\n1,0\n");
        assertRefused("ego: {file: drive.csv}", "drive.csv:3:", "CSV-COLUMNS");
        file("drive.csv", "t,x,y\n1,0,0\n\n0.5,1,0\n");
        assertRefused("ego: {file: drive.csv}", "drive.csv:4", "TIMES-NOT-INCREASING");
        file("drive.csv", "t,x,y,yaw\n1,0,0,90\n");
        assertRefused("ego: {file: drive.csv}", "drive.csv:2 yaw:", "CSV-NOT-RADIANS");
        file("tracks.csv", TRACKS + "a,ship,0,0,0,0,0,1,1,1,0,0\n");
        assertRefused("tracks: {file: tracks.csv}", "tracks.csv:2 /0/class", "UNKNOWN-VALUE");
        file("tracks.csv", TRACKS + "a,car,0,0,0,0,0,4,2,1,0,0\na,bus,1,0,0,0,0,4,2,1,0,0\n");
        assertRefused("tracks: {file: tracks.csv}", "tracks.csv:3 class:", "CSV-TWO-CLASSES");
        file("drive.json", "[{\"t\": 0, \"x\": 0, \"y\": 0},\n {\"t\": 1, \"x\": \"a\", \"y\": 0}]");
        assertRefused("ego: {file: drive.json}", "drive.json:2 /1/x");
    }

    @Test
    void hostileTablesAreRefused() throws IOException {
        file("drive.csv", "");
        assertRefused("ego: {file: drive.csv}", "CSV-EMPTY");
        file("drive.csv", "t,x,y\n0,NaN,0\n");
        assertRefused("ego: {file: drive.csv}", "CSV-NOT-A-NUMBER");
        file("drive.csv", "t,x,y\n0,0x1p3,0\n");
        assertRefused("ego: {file: drive.csv}", "CSV-NOT-A-NUMBER");
        file("drive.csv", "t,x,y\n0,\"0\",0\n");
        assertRefused("ego: {file: drive.csv}", "CSV-QUOTED");
        file("drive.csv", "t,x,y\n" + "0,0,0\n".repeat(200_001));
        assertRefused("ego: {file: drive.csv}", "CSV-TOO-LONG");
        file("drive.csv", "t,x,y\n" + ",".repeat(1000) + "\n");
        assertRefused("ego: {file: drive.csv}", "CSV-COLUMNS");
        Files.write(folder.resolve("drive.csv"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertRefused("ego: {file: drive.csv}", "CSV-NOT-UTF8");
    }

    @Test
    void onlyFilesOfTheSpecsFolderAreRead() throws IOException {
        Files.writeString(temporary.resolve("secret.csv"), "t,x,y\n0,0,0\n");
        Files.createSymbolicLink(folder.resolve("link.csv"), temporary.resolve("secret.csv"));
        assertRefused("ego: {file: ../secret.csv}", "SPEC-FILE-OUTSIDE", "spec.yaml:2");
        assertRefused("ego: {file: sub/../../secret.csv}", "SPEC-FILE-OUTSIDE");
        assertRefused("ego: {file: " + temporary.resolve("secret.csv") + "}", "SPEC-FILE-OUTSIDE");
        assertRefused("ego: {file: link.csv}", "SPEC-FILE-OUTSIDE");
        assertRefused("ego: {file: none.csv}", "NO-SUCH-FILE");
        file("drive.txt", "t,x,y\n0,0,0\n");
        assertRefused("ego: {file: drive.txt}", "SPEC-FILE-KIND");
        assertRefused("ego: {file: spec.yaml}", "SPEC-FILE-KIND");
    }

    @Test
    void aSpecThatIsSentMayNotNameFiles() {
        for (String text : new String[] {
            "scenes: [{name: a, ego: {file: drive.csv}}]",
            "scenes: [{name: a, tracks: {file: tracks.csv}}]",
            "rig: {file: rig.json}\nscenes: [{name: a}]"
        }) {
            byte[] sent = ("name: own\n" + text).getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> VariationSpecReader.read("body", sent))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("SPEC-FILE-REFUSED");
        }
    }
}
