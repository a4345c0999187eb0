package io.tailforge.service.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.generation.dispatch.Priority;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private final Admission admission = new Admission(2);

    private void submit(String requestId, String requester, Priority priority) {
        admission.add(new Admission.Ticket(requestId, requester, priority));
    }

    private List<String> admitted() {
        List<String> ids = new ArrayList<>();
        for (Optional<Admission.Ticket> next = admission.admit(); next.isPresent(); next = admission.admit()) {
            ids.add(next.get().requestId());
        }
        return ids;
    }

    @Test
    void aRequesterHasRoomForSoManyAndTheOthersWaitInOrder() {
        submit("a1", "ann", Priority.NORMAL);
        submit("a2", "ann", Priority.NORMAL);
        submit("a3", "ann", Priority.NORMAL);
        submit("a4", "ann", Priority.NORMAL);
        assertThat(admitted()).containsExactly("a1", "a2");
        assertThat(admission.placeOf("a3")).hasValue(1);
        assertThat(admission.placeOf("a4")).hasValue(2);
        assertThat(admission.placeOf("a1")).isEmpty();
        admission.ended("a2");
        assertThat(admitted()).containsExactly("a3");
    }

    @Test
    void anUrgentRequestAndAnotherRequesterAreNotKeptOut() {
        IntStream.range(0, 5).forEach(i -> submit("low" + i, "ann", Priority.LOW));
        assertThat(admitted()).containsExactly("low0", "low1");
        submit("ben", "ben", Priority.LOW);
        submit("urgent", "ann", Priority.HIGH);
        assertThat(admitted()).containsExactly("urgent", "ben");
    }

    @Test
    void aRequestThatStillStopsIsNotRunASecondTimeBeforeItHas() {
        submit("a1", "ann", Priority.NORMAL);
        assertThat(admitted()).containsExactly("a1");
        submit("a1", "ann", Priority.NORMAL);
        submit("a1", "ann", Priority.NORMAL);
        assertThat(admitted()).isEmpty();
        admission.ended("a1");
        assertThat(admitted()).containsExactly("a1");
    }

    @Test
    void thereIsAnEndToWhatRunsAtOnce() {
        IntStream.range(0, 200).forEach(i -> submit("r" + i, "requester" + i, Priority.NORMAL));
        assertThat(admitted()).hasSize(Admission.MOST_AT_ONCE);
    }
}
