package io.ctattention.server.upload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UploadMemoryTest {

    private final UploadMemory memory = new UploadMemory(120);

    @Test
    void aCallerGetsAsMuchAsHeLeavesFree() {
        UploadMemory.Body first = memory.begin("a");
        UploadMemory.Body second = memory.begin("a");
        assertThat(first.grow(40)).isTrue();
        assertThat(second.grow(20)).isTrue();
        assertThat(second.grow(1)).as("more than half").isFalse();

        UploadMemory.Body other = memory.begin("b");
        memory.begin("b");
        assertThat(other.grow(31)).as("more than half of what is left").isFalse();
        assertThat(other.grow(30)).isTrue();
    }

    @Test
    void theOnlyBodyOfACallerMayTakeWhatThereIs() {
        assertThat(memory.begin("a").grow(120)).isTrue();
        assertThat(memory.begin("b").grow(1)).isFalse();
    }

    @Test
    void whatIsClosedIsGivenBackOnce() {
        UploadMemory.Body body = memory.begin("a");
        assertThat(body.grow(120)).isTrue();
        body.close();
        body.close();
        assertThat(body.grow(1)).as("after its end").isFalse();
        assertThat(memory.begin("b").grow(120)).isTrue();
        assertThat(memory.begin("c").grow(1)).isFalse();
    }

    @Test
    void bodiesThatAreOnlyBegunTakeNothing() {
        for (int i = 0; i < 1000; i++) {
            memory.begin("a");
        }
        assertThat(memory.begin("b").grow(120)).isTrue();
    }
}
