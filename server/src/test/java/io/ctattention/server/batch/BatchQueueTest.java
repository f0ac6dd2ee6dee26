package io.ctattention.server.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BatchQueueTest {

    private static final Duration CLOSING = Duration.ofSeconds(20);

    private final List<List<Integer>> batches = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch gate = new CountDownLatch(1);
    private final CountDownLatch entered = new CountDownLatch(1);

    /** Squares numbers; the number 0 holds its worker until the gate opens. */
    private void square(String kind, List<Job<Integer, Integer>> jobs) throws Exception {
        batches.add(jobs.stream().map(Job::input).toList());
        for (Job<Integer, Integer> job : jobs) {
            if (job.input() == 0) {
                entered.countDown();
                gate.await();
            }
            if (job.input() < 0) {
                throw new IllegalArgumentException("negative");
            }
            job.answer().complete(job.input() * job.input());
        }
    }

    private BatchQueue<String, Integer, Integer> queue(int capacity, int batch, int delayMillis) {
        return new BatchQueue<>(
                new BatchLimits(capacity, 1_000, batch, Duration.ofMillis(delayMillis), 1, CLOSING),
                input -> 1,
                this::square);
    }

    private static List<Job<Integer, Integer>> add(
            BatchQueue<String, Integer, Integer> queue, String kind, Integer... inputs) {
        return queue.add("somebody", kind, List.of(inputs), () -> {});
    }

    private void holdTheWorker(BatchQueue<String, Integer, Integer> queue) throws Exception {
        add(queue, "hold", 0);
        entered.await();
    }

    @Test
    void jobsOfOneKindThatWaitShareABatchUpToItsSize() throws Exception {
        try (BatchQueue<String, Integer, Integer> queue = queue(10, 3, 0)) {
            holdTheWorker(queue);
            add(queue, "a", 1, 2);
            add(queue, "b", 3);
            List<Job<Integer, Integer>> last = add(queue, "a", 4, 5);
            gate.countDown();
            assertThat(last.get(1).answer().get()).isEqualTo(25);
        }
        assertThat(batches).containsExactly(List.of(0), List.of(1, 2, 4), List.of(3), List.of(5));
    }

    @Test
    void aBatchOfOneTurnsSharingOff() throws Exception {
        try (BatchQueue<String, Integer, Integer> queue = queue(10, 1, 1_000)) {
            holdTheWorker(queue);
            add(queue, "a", 1, 2, 3);
            gate.countDown();
        }
        assertThat(batches).containsExactly(List.of(0), List.of(1), List.of(2), List.of(3));
    }

    @Test
    void aJobWaitsForCompanyAsLongAsTheDelay() throws Exception {
        try (BatchQueue<String, Integer, Integer> queue = queue(10, 2, 30_000)) {
            List<Job<Integer, Integer>> first = add(queue, "a", 3);
            assertThat(first.get(0).answer()).isNotDone();
            add(queue, "a", 4);
            assertThat(first.get(0).answer().get(10, TimeUnit.SECONDS)).isEqualTo(9);
        }
        assertThat(batches).containsExactly(List.of(3, 4));
    }

    @Test
    void afterTheDelayAJobGoesAlone() throws Exception {
        try (BatchQueue<String, Integer, Integer> queue = queue(10, 2, 50)) {
            assertThat(add(queue, "a", 3).get(0).answer().get(10, TimeUnit.SECONDS)).isEqualTo(9);
        }
    }

    @Test
    void aFullQueueTakesAllJobsOfARequestOrNone() throws Exception {
        try (BatchQueue<String, Integer, Integer> queue = queue(6, 8, 0)) {
            holdTheWorker(queue);
            add(queue, "a", 1, 2);
            assertThatThrownBy(() -> add(queue, "a", 3, 4))
                    .isInstanceOf(RejectedExecutionException.class)
                    .hasMessage(
                            "2 of 6 places are taken, at a cost of 2 of 1000; one caller may take"
                                    + " at most as many as are left");
            assertThat(queue.size()).isEqualTo(2);
            add(queue, "a", 5);
            gate.countDown();
        }
        assertThat(batches).containsExactly(List.of(0), List.of(1, 2, 5));
    }

    @Test
    void aJobThatIsGivenUpIsNotWorkedOnAndMakesRoom() throws Exception {
        AtomicInteger released = new AtomicInteger();
        try (BatchQueue<String, Integer, Integer> queue = queue(1, 8, 0)) {
            holdTheWorker(queue);
            Job<Integer, Integer> first =
                    queue.add("somebody", "a", List.of(7), released::incrementAndGet).get(0);
            first.answer().cancel(false);
            Job<Integer, Integer> second = add(queue, "a", 8).get(0);
            assertThat(released).hasValue(1);
            gate.countDown();
            assertThat(second.answer().get()).isEqualTo(64);
        }
        assertThat(batches).containsExactly(List.of(0), List.of(8));
        assertThat(released).hasValue(1);
    }

    @Test
    void aBatchThatFailsFailsItsJobsAndNoOthers() throws Exception {
        try (BatchQueue<String, Integer, Integer> queue = queue(10, 8, 0)) {
            assertThatThrownBy(() -> add(queue, "a", -1).get(0).answer().get())
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage("negative");
            assertThat(add(queue, "a", 2).get(0).answer().get()).isEqualTo(4);
        }
    }

    @Test
    void closingFinishesWhatWasAcceptedAndTakesNoMore() throws Exception {
        BatchQueue<String, Integer, Integer> queue = queue(10, 2, 30_000);
        add(queue, "hold", 0, 1); // a full batch, which does not wait
        entered.await();
        List<Job<Integer, Integer>> accepted = add(queue, "a", 1, 2, 3);
        Thread closing = new Thread(queue::close);
        closing.start();
        gate.countDown();
        closing.join();
        assertThat(accepted).allMatch(job -> job.answer().isDone());
        assertThat(accepted.get(2).answer().get()).isEqualTo(9);
        assertThatThrownBy(() -> add(queue, "a", 4)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void manyCallersGetTheirOwnAnswersAndEveryJobIsReleasedOnce() throws Exception {
        AtomicInteger released = new AtomicInteger();
        int callers = 8;
        int rounds = 500;
        List<Throwable> wrong = Collections.synchronizedList(new ArrayList<>());
        try (BatchQueue<String, Integer, Integer> queue =
                new BatchQueue<>(
                        new BatchLimits(1_000, 1_000, 8, Duration.ofNanos(50_000), 3, CLOSING),
                        input -> 1,
                        this::square)) {
            List<Thread> threads =
                    IntStream.range(0, callers)
                            .mapToObj(
                                    caller ->
                                            new Thread(
                                                    () ->
                                                            call(
                                                                    queue, caller, rounds, released,
                                                                    wrong)))
                            .toList();
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(released).hasValue(callers * rounds * 2);
        assertThat(batches)
                .anyMatch(batch -> batch.size() > 2)
                .allMatch(batch -> batch.size() <= 8);
    }

    private static void call(
            BatchQueue<String, Integer, Integer> queue,
            int caller,
            int rounds,
            AtomicInteger released,
            List<Throwable> wrong) {
        Random random = new Random(caller);
        for (int round = 0; round < rounds; round++) {
            int first = 1 + random.nextInt(40_000);
            int second = 1 + random.nextInt(40_000);
            try {
                List<Job<Integer, Integer>> jobs =
                        queue.add(
                                "caller " + first % 3,
                                first % 2 == 0 ? "even" : "odd",
                                List.of(first, second),
                                released::incrementAndGet);
                assertThat(jobs.get(0).answer().get()).isEqualTo(first * first);
                assertThat(jobs.get(1).answer().get()).isEqualTo(second * second);
            } catch (Exception | AssertionError e) {
                wrong.add(e);
            }
        }
    }
}
