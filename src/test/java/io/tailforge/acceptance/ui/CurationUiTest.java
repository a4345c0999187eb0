package io.tailforge.acceptance.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PageAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.tailforge.scene.json.JsonView;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One curator's session, from the upload to the next version; each test goes on where the one before it stopped. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // set before all tests where there is a browser; without one no test is run
class CurationUiTest {
    private static final int CAMERAS = 2;
    private static final int MILLIS_TO_GENERATE = 300_000;
    private static final int MILLIS_TO_SHOW = 30_000;
    private static final String SPEC = """
            name: curated-street
            clip: {frames: 12, fps: 30, width: 160, height: 96}
            rig: {name: default, cameras: [camera_front_wide_120fov, camera_cross_left_120fov], lidar: hdl-32e}
            scenes:
              - name: street
                actors:
                  - {role: oncoming, class: car, count: 2}
                  - {role: walkway, class: pedestrian, count: 2}
            variations: {list: [{weather: Sunny}, {weather: Foggy}]}
            seeds: [3]
            filter: {max_attempts: 1}
            """;

    private RunningService service;
    private Chromium chromium;
    private Page page;
    private String request = "";

    @BeforeAll
    void openTheUi(@TempDir Path home) {
        if (Chromium.isThere()) {
            chromium = new Chromium();
            service = new RunningService(home);
            page = chromium.page();
            page.setDefaultTimeout(MILLIS_TO_SHOW);
            PlaywrightAssertions.setDefaultAssertionTimeout(MILLIS_TO_SHOW);
            page.navigate(service.address());
        }
    }

    /** Before each and not before all: only so is every aborted test counted. */
    @BeforeEach
    void assumeChromium() {
        Chromium.assumeThere();
    }

    @AfterAll
    void close() {
        Optional.ofNullable(chromium).ifPresent(Chromium::close);
        Optional.ofNullable(service).ifPresent(RunningService::close);
    }

    @AfterEach
    void nothingBrokeAndThePictureIsKept(TestInfo test) {
        if (Chromium.isThere()) {
            keepPicture(test.getDisplayName());
            assertThat(chromium.complaints()).isEmpty();
        }
    }

    private void keepPicture(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("../../target/acceptance/ui").resolve(name + ".png")));
    }

    @Test
    @Order(1)
    void aLayoutAndASpecStartARequestThatEnds() {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("New request"))
                .first()
                .click();
        page.locator("input[name=layout]").setInputFiles(example("urban-junction.xodr"));
        expect(page.locator("select").first()).containsText("urban-junction");
        page.locator("input[name=spec]")
                .setInputFiles(new FilePayload("spec.yaml", "text/yaml", SPEC.getBytes(StandardCharsets.UTF_8)));
        expect(page.locator("textarea")).hasValue(SPEC);
        page.locator("text=Check and estimate").click();
        expect(page.locator(".cost")).containsText("camera frames");
        page.locator("button:text-is('Start')").click();
        expect(page).hasURL(Pattern.compile("#/requests/[0-9a-f-]{36}$"));
        request = page.url().replaceFirst(".*#/requests/", "");
        expect(page.locator(".title .badge").first())
                .hasText("completed", new LocatorAssertions.HasTextOptions().setTimeout(MILLIS_TO_GENERATE));
        expect(page.locator(".card")).hasCount(2);
        expect(page.locator(".card video")).hasCount(2);
        assertThat(service.get(path("")).field("request").field("total").asLong())
                .isEqualTo(2);
    }

    @Test
    @Order(2)
    void theListOfRequestsShowsItsCountsAndVersions() {
        page.navigate(service.address() + "/#/requests");
        Locator row = page.locator("tr[data-request='" + request + "']");
        expect(row).containsText("curated-street");
        expect(row.locator(".badge")).hasText("completed");
        expect(row.locator(".counts")).containsText("of 2");
        expect(row.locator(".versions li")).hasCount(1);
    }

    @Test
    @Order(3)
    void allCamerasShowTheFrameThatIsSought() {
        page.navigate(service.address() + "/#/requests/" + request + "/clips/0");
        expect(page.locator("video.rgb")).hasCount(CAMERAS);
        waitForFrame("video.rgb", 0);
        page.getByLabel("Frame", exactly()).fill("7");
        waitForFrame("video.rgb", 7);
        assertThat(readyStates()).hasSize(CAMERAS).allMatch(state -> state >= 2);
        expect(page).hasURL(Pattern.compile("frame=7$"));
        page.keyboard().press(".");
        waitForFrame("video.rgb", 8);
    }

    @Test
    @Order(4)
    void playedAndPausedTheyStandOnOneFrame() {
        page.getByLabel("Frame", exactly()).fill("0");
        waitForFrame("video.rgb", 0);
        page.getByLabel("Speed").selectOption("0.25");
        page.locator("h1").click();
        page.keyboard().press(" ");
        expect(page.locator(".play")).hasText("Pause");
        // In one script, so that the clip cannot end between the look and the key.
        page.waitForFunction("() => Number(document.querySelector('.transport').dataset.frame) >= 4"
                + " && window.dispatchEvent(new KeyboardEvent('keydown', {key: ' '}))");
        expect(page.locator(".play")).hasText("Play");
        int frame = Integer.parseInt(page.locator(".transport").getAttribute("data-frame"));
        assertThat(frame).isGreaterThanOrEqualTo(4);
        waitForFrame("video.rgb", frame);
    }

    @Test
    @Order(5)
    void theConditioningLiesOverTheVideosInTheSameFrame() {
        page.getByLabel("Frame", exactly()).fill("5");
        expect(page.locator("video.conditioning")).hasCount(0);
        page.keyboard().press("o");
        expect(page.locator("video.conditioning")).hasCount(CAMERAS);
        waitForFrame("video", 5);
        page.getByLabel("Opacity of the conditioning").fill("0.25");
        expect(page.locator("video.conditioning").first()).hasCSS("opacity", "0.25");
        page.keyboard().press("o");
        expect(page.locator("video.conditioning")).hasCount(0);
    }

    @Test
    @Order(6)
    void theLidarFollowsTheTime() {
        page.getByLabel("Frame", exactly()).fill("0");
        page.waitForFunction("() => Number(document.querySelector('.lidar canvas').dataset.points) > 1000");
        expect(page.locator(".lidar")).hasAttribute("data-sweep", "0");
        page.getByLabel("Frame", exactly()).fill("7");
        expect(page.locator(".lidar")).hasAttribute("data-sweep", "2");
        expect(page.locator(".lidar canvas")).hasAttribute("data-boxes", Integer.toString(labelledActors(2)));
        page.locator(".lidar select").selectOption("instance");
        page.waitForFunction("() => Number(document.querySelector('.lidar canvas').dataset.points) > 1000");
    }

    @Test
    @Order(7)
    void aFindingLeadsToItsFrameAndIsExplainedByAPicture() {
        page.getByLabel("Frame", exactly()).fill("0");
        page.locator("section[aria-label=Findings] input[type=checkbox]").setChecked(true);
        Locator finding = page.locator(".findings button.link:text-matches('frame [1-9][0-9]*$')")
                .first();
        int frame = Integer.parseInt(finding.innerText().replaceFirst("(?s).* ", ""));
        finding.click();
        expect(page.locator(".transport")).hasAttribute("data-frame", Integer.toString(frame));
        waitForFrame("video.rgb", frame);
        Locator picture = page.locator("section[aria-label=Explanation] img");
        page.waitForFunction("() => document.querySelector('section[aria-label=Explanation] img')?.naturalWidth > 900");
        expect(picture).isVisible();
        expect(page.locator(".findings tr.chosen")).hasCount(1);
        picture.scrollIntoViewIfNeeded();
        keepPicture("an explained finding");
        page.getByLabel("Close the explanation").click();
        expect(picture).hasCount(0);
    }

    @Test
    @Order(8)
    void keysAreListedOnAQuestionMark() {
        page.keyboard().press("?");
        expect(page.locator("dialog[open]")).containsText("Reject");
        page.keyboard().press("Escape");
        expect(page.locator("dialog[open]")).hasCount(0);
    }

    @Test
    @Order(9)
    void aDecidedClipGivesWayToTheNext() {
        page.keyboard().press("a");
        expect(page.locator("main.workbench")).hasAttribute("data-clip", "1");
        page.keyboard().press("a");
        expect(page.locator(".decision")).hasAttribute("data-choice", "ACCEPT");
        page.keyboard().press("k");
        expect(page.locator("main.workbench")).hasAttribute("data-clip", "0");
        assertThat(choice(0)).isEqualTo("ACCEPT");
        assertThat(choice(1)).isEqualTo("ACCEPT");
    }

    @Test
    @Order(10)
    void aRejectedClipIsMissingFromTheNextVersion() {
        JsonView before = service.post(path("/publish"));
        assertThat(before.field("clips").asLong()).isEqualTo(2);
        page.keyboard().press("j");
        expect(page.locator("main.workbench")).hasAttribute("data-clip", "1");
        page.getByLabel("Reason").fill("wrong weather");
        page.getByLabel("Reason").press("Escape");
        page.locator("h1").click();
        page.keyboard().press("r");
        expect(page.locator(".decision")).hasAttribute("data-choice", "REJECT");
        assertThat(choice(1)).isEqualTo("REJECT");
        assertThat(decision(1).field("reason").asString()).isEqualTo("wrong weather");
        page.locator("text=Publish next version").click();
        long next = before.field("version").asLong() + 1;
        expect(page.locator(".notices")).containsText("version " + next + ": 1 clip");
        JsonView versions = service.get(path("")).field("request").field("versions");
        JsonView last = versions.items().getLast();
        assertThat(last.field("version").asLong()).isEqualTo(next);
        assertThat(last.field("clips").asLong()).isEqualTo(1);
    }

    @Test
    @Order(11)
    void aWrongSpecIsRefusedWithTheFieldThatIsWrong() {
        page.navigate(service.address() + "/#/new");
        page.locator("textarea").fill(SPEC.replace("frames: 12", "frames: -12"));
        page.locator("text=Check and estimate").click();
        expect(page.locator(".problem")).containsText("frames");
        chromium.forgive("422 ");
    }

    @Test
    @Order(12)
    void aClipShowsWhereItsTimeWent() {
        page.navigate(service.address() + "/#/requests/" + request + "/clips/0");
        Locator cost = page.locator("section[aria-label=Cost]");
        expect(cost.locator("tr[data-phase]")).hasCount(8);
        expect(cost.locator("tr[data-phase=generate]")).containsText(" s");
        expect(cost).containsText("grpc://127.0.0.1:");
        expect(cost.locator(".phase-bar i")).hasCount(8);
    }

    @Test
    @Order(13)
    void theBackendsPageShowsTheEndpointAndWhatItsClipsCost() {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Backends"))
                .click();
        expect(page.locator("nav [aria-current=page]")).hasText("Backends");
        Locator endpoint = page.locator(".endpoints tr[data-endpoint]");
        expect(endpoint).hasCount(1);
        expect(endpoint).hasAttribute("data-state", "READY");
        expect(endpoint).containsText("procedural");
        expect(endpoint).containsText("0 of 1");
        expect(page.locator(".line-of-clips")).hasAttribute("data-waiting", "0");
        Locator history = page.getByRole(AriaRole.TABLE, new Page.GetByRoleOptions().setName("What clips have cost"))
                .locator("tbody tr");
        expect(history).hasCount(1);
        expect(history.locator("td").nth(1)).hasText("2");
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("drain"))
                        .count())
                .as("endpoints are not to be changed here unless that is switched on")
                .isZero();
    }

    @Test
    @Order(14)
    void theFormTellsWhatClipsWillCostFromWhatTheyDidCost() {
        page.navigate(service.address() + "/#/new");
        page.locator("textarea").fill(SPEC.replace("seeds: [3]", "seeds: [4]"));
        page.locator("text=Check and estimate").click();
        Locator estimate = page.locator("section[aria-label=Estimate]");
        expect(estimate.locator(".basis")).hasText("measured");
        expect(estimate).containsText("measured on 2 clips of this shape");
        expect(estimate).containsText("procedural");
    }

    @Test
    @Order(15)
    void aRequestThatWouldBreakItsBudgetPausesAndGoesOnWithAHigherOne() {
        page.getByLabel("Budget, seconds of generation").fill("0.001");
        page.locator("button:text-is('Start')").click();
        expect(page.locator(".title .badge").first())
                .hasText("paused", new LocatorAssertions.HasTextOptions().setTimeout(MILLIS_TO_GENERATE));
        expect(page.locator("main")).containsText("BUDGET: 0.0 s of 0.0 s of generation are spent");
        page.getByLabel("New budget, seconds").fill("100000");
        page.locator("text=Raise and resume").click();
        expect(page.locator(".title .badge").first())
                .hasText("completed", new LocatorAssertions.HasTextOptions().setTimeout(MILLIS_TO_GENERATE));
        expect(page.getByLabel("Part of the budget that is spent")).isVisible();
        expect(page.locator(".card")).hasCount(2);
    }

    @Test
    @Order(16)
    void theQualityPageShowsARequestsClipsAsAWhole() {
        page.navigate(service.address() + "/#/requests/" + request);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Quality"))
                .click();
        expect(page.locator("main")).containsText("of 2 judged clips are accepted");
        expect(page.locator("tr[data-gate]")).hasCount(3);
        expect(page.locator("tr[data-violated=true]")).hasCount(0);
        expect(page.locator("section[aria-label=Causes] tr")).containsText("CURATOR");
        expect(page.locator("section[aria-label='By weather'] tr")).hasCount(2);
        expect(page.locator("section[aria-label=Figures] tbody tr").first()).isVisible();
    }

    private static Path example(String name) {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("examples/layouts"))) {
            folder = Optional.ofNullable(folder.getParent())
                    .orElseThrow(() -> new IllegalStateException("not inside a checkout of Tailforge"));
        }
        return folder.resolve("examples/layouts").resolve(name);
    }

    private String path(String below) {
        return "/v1/requests/" + request + below;
    }

    private JsonView decision(int ordinal) {
        return service.get(path("/clips/" + ordinal)).field("decision");
    }

    private int labelledActors(int sweep) {
        JsonView labels = service.get(path("/clips/0/files/labels.json"));
        return labels.field("sweeps").items().get(sweep).field("actors").items().size();
    }

    private String choice(int ordinal) {
        return decision(ordinal).field("choice").asString();
    }

    /** Waits until what each of these videos really has on screen is this frame. */
    private void waitForFrame(String videos, int frame) {
        page.waitForFunction(
                "([videos, frame]) => { const all = [...document.querySelectorAll('.tile ' + videos)];"
                        + " return all.length > 0 && all.every(v => v.dataset.frame === frame && !v.seeking); }",
                List.of(videos, Integer.toString(frame)));
    }

    private List<Integer> readyStates() {
        return page.locator("video.rgb").all().stream()
                .map(video -> (Integer) video.evaluate("v => v.readyState"))
                .toList();
    }

    private static Page.GetByLabelOptions exactly() {
        return new Page.GetByLabelOptions().setExact(true);
    }

    private static LocatorAssertions expect(Locator locator) {
        return PlaywrightAssertions.assertThat(locator);
    }

    private static PageAssertions expect(Page page) {
        return PlaywrightAssertions.assertThat(page);
    }
}
