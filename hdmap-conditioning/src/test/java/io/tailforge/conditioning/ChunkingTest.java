package io.tailforge.conditioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tailforge.conditioning.Chunking.Chunk;
import org.junit.jupiter.api.Test;

class ChunkingTest {
    @Test
    void chunksCoverTheClipAndTheLastOneIsShort() {
        assertThat(new Chunking(121, 0).of(300))
                .containsExactly(new Chunk("_0", 0, 121), new Chunk("_1", 121, 242), new Chunk("_2", 242, 300));
    }

    @Test
    void chunksShareTheirOverlapAndNoneIsOnlyOverlap() {
        assertThat(new Chunking(57, 9).of(105)).containsExactly(new Chunk("_0", 0, 57), new Chunk("_1", 48, 105));
        assertThat(new Chunking(57, 9).of(106)).hasSize(3).last().isEqualTo(new Chunk("_2", 96, 106));
    }

    @Test
    void aWholeClipHasNoNumber() {
        assertThat(Chunking.WHOLE.of(300)).containsExactly(new Chunk("", 0, 300));
    }

    @Test
    void aChunkWithoutAFrameOfItsOwnIsRefused() {
        assertThatThrownBy(() -> new Chunking(5, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Chunking(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Chunking(5, -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
