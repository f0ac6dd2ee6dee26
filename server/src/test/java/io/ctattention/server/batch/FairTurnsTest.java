package io.ctattention.server.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One worker; a job is a caller's name with a number, and costs what stands behind a colon. */
@Timeout(60)
class FairTurnsTest {

    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final List<String> done = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch entered = new CountDownLatch(1);
    private final Semaphore steps = new Semaphore(0);
    private volatile Consumer<String> meanwhile = job -> {};

    private void work(String kind, List<Job<String, String>> jobs) throws InterruptedException {
        entered.countDown();
        steps.acquire();
        jobs.forEach(job -> meanwhile.accept(job.input()));
        done.add(String.join("+", jobs.stream().map(Job::input).toList()));
        jobs.forEach(job -> job.answer().complete(""));
    }

    private static int cost(String job) {
        int colon = job.indexOf(':');
        return colon < 0 ? 1 : Integer.parseInt(job.substring(colon + 1));
    }

    /** A queue whose worker holds a job of somebody else already. */
    private BatchQueue<String, String, String> queue(int capacity, int maxCost, int batch)
            throws InterruptedException {
        BatchQueue<String, String, String> queue =
                new BatchQueue<>(
                        new BatchLimits(capacity, maxCost, batch, Duration.ZERO, 1, CLOSING),
                        FairTurnsTest::cost,
                        this::work);
        add(queue, "-");
        entered.await();
        return queue;
    }

    private static List<Job<String, String>> add(
            BatchQueue<String, String, String> queue, String... jobs) {
        return queue.add(jobs[0].substring(0, 1), "kind", List.of(jobs), () -> {});
    }

    /** Lets the worker do one batch after the other, until all jobs are done. */
    @SafeVarargs
    private void finish(List<Job<String, String>>... last) throws Exception {
        steps.release(1_000);
        for (List<Job<String, String>> jobs : last) {
            for (Job<String, String> job : jobs) {
                job.answer().get(20, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void aSecondCallerIsNextWhateverTheFirstOneSent() throws Exception {
        try (BatchQueue<String, String, String> queue = queue(100, 1_000, 1)) {
            List<Job<String, String>> many =
                    add(queue, "a1:65", "a2:65", "a3:65", "a4:65", "a5:65");
            List<Job<String, String>> one = add(queue, "b1");
            finish(many, one);
        }
        assertThat(done).containsExactly("-", "a1:65", "b1", "a2:65", "a3:65", "a4:65", "a5:65");
    }

    @Test
    void turnsAreByCostAndNotByNumber() throws Exception {
        try (BatchQueue<String, String, String> queue = queue(100, 1_000, 1)) {
            finish(
                    add(queue, "a1:3", "a2:3", "a3:3"),
                    add(queue, "b1", "b2", "b3", "b4", "b5", "b6"));
        }
        assertThat(done)
                .containsExactly("-", "a1:3", "b1", "b2", "b3", "a2:3", "b4", "b5", "b6", "a3:3");
    }

    @Test
    void whoComesLaterHasNoCreditForTheTimeBefore() throws Exception {
        try (BatchQueue<String, String, String> queue = queue(100, 1_000, 1)) {
            List<Job<String, String>> first = add(queue, "a1", "a2", "a3", "a4", "a5", "a6");
            steps.release(4); // the held one and three of these; the fourth is under way
            first.get(2).answer().get(20, TimeUnit.SECONDS);
            finish(first, add(queue, "b1", "b2", "b3"));
        }
        assertThat(done.indexOf("b3")).as("%s", done).isGreaterThan(done.indexOf("a5"));
        assertThat(done.indexOf("b1")).as("%s", done).isLessThan(done.indexOf("a6"));
    }

    @Test
    void whoSendsTheNextJobWhileHisLastIsUnderWayIsNotNextEveryTime() throws Exception {
        List<Job<String, String>> next = new ArrayList<>();
        try (BatchQueue<String, String, String> queue = queue(100, 1_000, 1)) {
            meanwhile =
                    job -> {
                        if (job.equals("a1:65")) {
                            next.addAll(add(queue, "a2:65"));
                        }
                    };
            List<Job<String, String>> others = add(queue, "b1");
            List<Job<String, String>> first = add(queue, "a1:65");
            List<Job<String, String>> more = add(queue, "b2", "b3");
            finish(others, first, more);
            finish(next);
        }
        assertThat(done).containsExactly("-", "b1", "a1:65", "b2", "b3", "a2:65");
    }

    @Test
    void callersShareABatchByTurns() throws Exception {
        try (BatchQueue<String, String, String> queue = queue(100, 1_000, 4)) {
            finish(add(queue, "a1", "a2", "a3", "a4", "a5"), add(queue, "b1", "b2"));
        }
        assertThat(done).containsExactly("-", "a1+b1+a2+b2", "a3+a4+a5");
    }

    @Test
    void aBatchIsBoundedByItsCostSoThatNobodyWaitsLongForIt() throws Exception {
        try (BatchQueue<String, String, String> queue = queue(100, 1_000, 8)) {
            finish(add(queue, "a1:65", "a2:65", "a3", "a4:9", "a5:9"));
        }
        assertThat(done).containsExactly("-", "a1:65", "a2:65", "a3+a4:9", "a5:9");
    }

    @Test
    void aCallerTakesAtMostHalfOfThePlacesAndSomethingIsLeftForEveryNextOne() throws Exception {
        try (BatchQueue<String, String, String> queue = queue(12, 1_000, 1)) {
            assertThat(placesOf(queue, "a")).isEqualTo(6);
            assertThat(placesOf(queue, "b")).isEqualTo(3);
            assertThat(placesOf(queue, "c")).isEqualTo(1);
            assertThat(queue.size()).isEqualTo(10);
            steps.release(1_000);
        }
    }

    private static int placesOf(BatchQueue<String, String, String> queue, String caller) {
        int places = 0;
        try {
            while (true) {
                add(queue, caller + places);
                places++;
            }
        } catch (RejectedExecutionException e) {
            return places;
        }
    }

    @Test
    void costIsSharedOutAsPlacesAre() throws Exception {
        try (BatchQueue<String, String, String> queue = queue(100, 100, 1)) {
            add(queue, "a1:40");
            assertThatThrownBy(() -> add(queue, "a2:20"))
                    .isInstanceOf(RejectedExecutionException.class);
            add(queue, "b1:20");
            assertThatThrownBy(() -> add(queue, "c1:21"))
                    .isInstanceOf(RejectedExecutionException.class);
            add(queue, "c1:1");
            assertThat(queue.cost()).isEqualTo(61);
            steps.release(1_000);
        }
    }

    @Test
    void anEmptyQueueTakesWhatCostsMoreThanItHolds() throws Exception {
        try (BatchQueue<String, String, String> queue = queue(100, 100, 1)) {
            finish(add(queue, "a1:400"));
        }
        assertThat(done).containsExactly("-", "a1:400");
    }

    @Test
    void whatCostsMoreThanTheQueueHoldsLeavesRoomForOthers() throws Exception {
        try (BatchQueue<String, String, String> queue = queue(100, 100, 1)) {
            List<Job<String, String>> dear = add(queue, "a1:400", "a2:400");
            finish(dear, add(queue, "b1"));
        }
        assertThat(done).containsExactly("-", "a1:400", "b1", "a2:400");
    }

    @Test
    void whatIsGivenUpMakesRoomForOthers() throws Exception {
        try (BatchQueue<String, String, String> queue = queue(4, 1_000, 1)) {
            List<Job<String, String>> given = add(queue, "a1", "a2", "a3", "a4");
            assertThatThrownBy(() -> add(queue, "b1"))
                    .isInstanceOf(RejectedExecutionException.class);
            given.forEach(job -> job.answer().cancel(false));
            finish(add(queue, "b1"));
            assertThat(queue.cost()).isZero();
        }
        assertThat(done).containsExactly("-", "b1");
    }
}
