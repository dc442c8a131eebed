package org.colloque.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;

/** Many people who do something at once, each in a virtual thread. */
final class Crowd {

    private static final int AT_ONCE = 24;

    private Crowd() {
    }

    /** The results for 0 to n - 1, a few at a time; for preparations. */
    static <T> List<T> prepare(int n, IntFunction<T> task) {
        var places = new Semaphore(AT_ONCE);
        return all(n, i -> {
            places.acquireUninterruptibly();
            try {
                return task.apply(i);
            } finally {
                places.release();
            }
        });
    }

    /** The results for 0 to n - 1, all at once. Fails when one does. */
    static <T> List<T> all(int n, IntFunction<T> task) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                int index = i;
                futures.add(threads.submit(() -> task.apply(index)));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
