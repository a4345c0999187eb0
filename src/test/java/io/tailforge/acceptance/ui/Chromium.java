package io.tailforge.acceptance.ui;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The machine's own Chromium with one page. What the page complains about is kept: a broken page is quiet otherwise. */
final class Chromium implements AutoCloseable {
    private static final String VARIABLE = "TAILFORGE_TEST_CHROMIUM";
    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--use-angle=swiftshader",
            "--enable-unsafe-swiftshader");

    private final Playwright playwright;
    private final Browser browser;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    /** Starts it. */
    Chromium() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable())
                        .setArgs(FLAGS));
        page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1280, 800));
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
    }

    private static Path executable() {
        return Path.of(Optional.ofNullable(System.getenv(VARIABLE)).orElse("/usr/bin/chromium"));
    }

    static boolean isThere() {
        return Files.isExecutable(executable());
    }

    /** Aborts the test with the reason where there is none. */
    static void assumeThere() {
        assumeTrue(isThere(), () -> "needs a Chromium at " + executable() + "; " + VARIABLE + " names it");
    }

    Page page() {
        return page;
    }

    /** Script errors and refused or failed requests so far. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Takes back complaints that a test meant to provoke: the browser logs every refused request as an error. */
    void forgive(String about) {
        complaints.removeIf(complaint -> complaint.contains(about));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
