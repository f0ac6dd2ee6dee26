package io.ctattention.server.batch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The waiting jobs, by caller. Not thread-safe.
 *
 * <p>Callers have their turns by start-time fair queueing (Goyal, Vin and Cheng 1996): next is the
 * one whose jobs have cost least so far; who comes anew begins where the one is whose turn it is.
 * So his first job waits for at most one batch of each other caller, whatever those sent.
 *
 * <p>Room is shared by dynamic thresholds (Choudhury and Hahne 1998): what waits of one caller is
 * at most as much as what is still free, so half of the queue if he is alone, a third each if they
 * are two, and something is always left for the next.
 */
final class WaitingJobs<K, I, O> {

    private final BatchLimits limits;
    private final Map<String, Caller<K, I, O>> callers = new LinkedHashMap<>();
    private int size;
    private long cost;
    private long turn;

    WaitingJobs(BatchLimits limits) {
        this.limits = limits;
    }

    /** What waits of one caller, and how much of his was done so far. */
    private static final class Caller<K, I, O> {

        private final Deque<Waiting<K, I, O>> jobs = new ArrayDeque<>();
        private long cost;
        private long served;

        Caller(long served) {
            this.served = served;
        }
    }

    private record Waiting<K, I, O>(K kind, Job<I, O> job) {}

    /** Jobs of one kind that are taken to be done together. */
    record Batch<K, I, O>(K kind, List<Job<I, O>> jobs) {}

    int size() {
        return size;
    }

    long cost() {
        return cost;
    }

    /** Adds the jobs of a request, all or none; tells whether there was room. */
    boolean add(String name, K kind, List<Job<I, O>> jobs) {
        long more = jobs.stream().mapToLong(Job::cost).sum();
        Caller<K, I, O> caller = callers.getOrDefault(name, new Caller<>(turn));
        if (!fits(caller, jobs.size(), more)) {
            return false;
        }
        if (caller.jobs.isEmpty()) { // he begins to wait, behind whoever waits already
            caller.served = Math.max(caller.served, turn);
            callers.remove(name);
            callers.put(name, caller);
        }
        jobs.forEach(job -> caller.jobs.add(new Waiting<>(kind, job)));
        caller.cost += more;
        size += jobs.size();
        cost += more;
        return true;
    }

    /** An empty queue takes what costs more than it may hold: some time it has to be done. */
    private boolean fits(Caller<K, I, O> caller, int more, long moreCost) {
        return size == 0
                ? more <= limits.capacity()
                : caller.jobs.size() + more <= limits.capacity() - size - more
                        && caller.cost + moreCost <= limits.maxCost() - shares() - moreCost;
    }

    /** The cost that waits, of one caller no more than the half that he could have. */
    private long shares() {
        return callers.values().stream()
                .mapToLong(caller -> Math.min(caller.cost, limits.maxCost() / 2))
                .sum();
    }

    /** Removes finished jobs, and releases them. */
    void dropGivenUp() {
        for (Caller<K, I, O> caller : List.copyOf(callers.values())) {
            for (Iterator<Waiting<K, I, O>> all = caller.jobs.iterator(); all.hasNext(); ) {
                Job<I, O> job = all.next().job();
                if (job.over()) {
                    all.remove();
                    left(caller, job);
                    job.release();
                }
            }
        }
        forgetCallers();
    }

    /**
     * Forgets callers of whom nothing waits, as soon as the others have had as much. Forgotten
     * earlier, one who sends a job after the other would be next every time.
     */
    private void forgetCallers() {
        if (size == 0) {
            turn = callers.values().stream().mapToLong(each -> each.served).reduce(turn, Math::max);
        }
        callers.values().removeIf(caller -> caller.jobs.isEmpty() && caller.served <= turn);
    }

    private void left(Caller<K, I, O> caller, Job<I, O> job) {
        caller.cost -= job.cost();
        cost -= job.cost();
        size--;
    }

    /** Returns how long the job that is due soonest still waits for company, in nanoseconds. */
    long patience() {
        return all().stream().mapToLong(this::patience).min().orElse(Long.MAX_VALUE);
    }

    private long patience(Waiting<K, I, O> each) {
        return each.job().arrived() + limits.maxDelay().toNanos() - System.nanoTime();
    }

    private List<Waiting<K, I, O>> all() {
        return callers.values().stream().flatMap(caller -> caller.jobs.stream()).toList();
    }

    /**
     * Takes the jobs whose turn it is, if any has waited long enough or has enough company.
     *
     * @param hurry nobody waits for company
     */
    Optional<Batch<K, I, O>> take(boolean hurry) {
        Map<K, Integer> company = new HashMap<>();
        all().forEach(each -> company.merge(each.kind(), 1, Integer::sum));
        Predicate<Waiting<K, I, O>> due =
                each ->
                        hurry
                                || company.get(each.kind()) >= limits.maxBatch()
                                || patience(each) <= 0;
        return next(due).map(first -> batch(first, due));
    }

    private Optional<Caller<K, I, O>> next(Predicate<Waiting<K, I, O>> wanted) {
        return callers.values().stream()
                .filter(caller -> caller.jobs.stream().anyMatch(wanted))
                .min(Comparator.comparingLong(caller -> caller.served));
    }

    private Batch<K, I, O> batch(Caller<K, I, O> first, Predicate<Waiting<K, I, O>> due) {
        turn = Math.max(turn, first.served);
        Waiting<K, I, O> job = remove(first, due);
        K kind = job.kind();
        Predicate<Waiting<K, I, O>> alike = each -> each.kind().equals(kind);
        List<Job<I, O>> jobs = new ArrayList<>(List.of(job.job()));
        long room = limits.batchCost() - job.job().cost();
        while (jobs.size() < limits.maxBatch()) {
            long left = room;
            Predicate<Waiting<K, I, O>> fits = alike.and(each -> each.job().cost() <= left);
            Optional<Caller<K, I, O>> next = next(fits);
            if (next.isEmpty()) {
                break;
            }
            Job<I, O> added = remove(next.get(), fits).job();
            jobs.add(added);
            room -= added.cost();
        }
        forgetCallers();
        return new Batch<>(kind, jobs);
    }

    private Waiting<K, I, O> remove(Caller<K, I, O> caller, Predicate<Waiting<K, I, O>> wanted) {
        Waiting<K, I, O> found = caller.jobs.stream().filter(wanted).findFirst().orElseThrow();
        caller.jobs.remove(found);
        left(caller, found.job());
        caller.served += found.job().cost();
        return found;
    }

    /** Returns all jobs that wait. */
    List<Job<I, O>> jobs() {
        return all().stream().map(Waiting::job).toList();
    }
}
