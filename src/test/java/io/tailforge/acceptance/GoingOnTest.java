package io.tailforge.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.service.catalog.ClipCatalog;
import io.tailforge.service.catalog.ClipRow;
import io.tailforge.service.catalog.ClipState;
import io.tailforge.service.catalog.CurationCatalog;
import io.tailforge.service.catalog.RequestRow;
import io.tailforge.service.catalog.RequestState;
import io.tailforge.service.layout.LayoutRegistry;
import io.tailforge.service.pipeline.RequestRunner;
import io.tailforge.service.request.RequestService;
import io.tailforge.service.request.RequestService.Submission;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request that could not go on loses nothing and goes on once it can. */
class GoingOnTest {
    @TempDir
    private Path folder;

    @Test
    void aFullDiskPausesTheRequestAndSaysSo() {
        String requestId;
        try (Product full = Product.start(home(), "--tailforge.pipeline.min-free-megabytes=1000000000")) {
            RequestRow paused = generate(full);
            requestId = paused.id();

            assertThat(paused.state()).isEqualTo(RequestState.PAUSED);
            assertThat(paused.message()).contains("MB are free", "min-free-megabytes");
            assertThat(full.bean(CurationCatalog.class).listVersions(requestId)).isEmpty();
        }
        try (Product roomy = Product.start(home())) {
            assertThat(goOn(roomy, requestId).state()).isEqualTo(RequestState.COMPLETED);
            assertThat(clip(roomy, requestId).state()).isEqualTo(ClipState.ACCEPTED);
        }
    }

    @Test
    void aClipThatFailedForWantOfABackendIsMadeWhenTheRequestIsRunAgain() {
        String requestId;
        try (Product alone = Product.start(
                home(), "--tailforge.backends.endpoints[0]=grpc://127.0.0.1:1", "--tailforge.backends.patience=3s")) {
            requestId = generate(alone).id();

            ClipRow failed = clip(alone, requestId);
            assertThat(failed.state()).isEqualTo(ClipState.FAILED);
            assertThat(failed.failureCode()).startsWith("TF-");
        }
        try (Product embedded = Product.start(home())) {
            RequestRow ended = goOn(embedded, requestId);

            assertThat(ended.state()).isEqualTo(RequestState.COMPLETED);
            assertThat(clip(embedded, requestId).state()).isEqualTo(ClipState.ACCEPTED);
            assertThat(embedded.bean(CurationCatalog.class)
                            .listVersions(requestId)
                            .getLast()
                            .clips())
                    .isEqualTo(1);
        }
    }

    private Path home() {
        return folder.resolve("home");
    }

    private RequestRow generate(Product product) {
        String layoutId = product.bean(LayoutRegistry.class)
                .register(Repository.URBAN_JUNCTION)
                .row()
                .id();
        Submission submission = new Submission(
                Optional.empty(),
                layoutId,
                "spec",
                Specs.glimpse(4, "Sunny"),
                folder.resolve("out").toString(),
                Optional.empty());
        RequestRow taken = product.bean(RequestService.class).take(submission).request();
        return product.bean(RequestRunner.class).run(taken.id());
    }

    private static RequestRow goOn(Product product, String requestId) {
        product.bean(RequestService.class).reopen(requestId);
        return product.bean(RequestRunner.class).run(requestId);
    }

    private static ClipRow clip(Product product, String requestId) {
        return product.bean(ClipCatalog.class).get(requestId, 0);
    }
}
