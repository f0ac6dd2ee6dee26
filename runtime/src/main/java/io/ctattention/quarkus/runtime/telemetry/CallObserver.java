package io.ctattention.quarkus.runtime.telemetry;

/** Watches what the beans do: meters and spans, each where the application has the extension. */
public interface CallObserver {

    /**
     * A call begins. Called on the caller's thread.
     *
     * @param call what it is
     * @return is told of its end
     */
    Observation begin(Call call);

    /**
     * A call.
     *
     * @param operation classify, explain, evaluate, train or compare
     * @param model the model's name in the configuration, or what stands for it; one of a few
     *     words, for it labels meters
     * @param slices how many slices it is about
     */
    record Call(String operation, String model, int slices) {}

    /** A call in progress. */
    @FunctionalInterface
    interface Observation {

        /**
         * The call is over. May be called on another thread.
         *
         * @param unreadable how many of its slices could not be read
         * @param failure why there is no answer at all, null if there is one
         */
        void end(int unreadable, Throwable failure);
    }
}
