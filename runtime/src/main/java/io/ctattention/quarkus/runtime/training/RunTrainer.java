package io.ctattention.quarkus.runtime.training;

import ai.djl.Device;
import io.ctattention.block.NetworkSpec;
import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.block.attention.AttentionSpec.Kind;
import io.ctattention.dataset.PartitionOptions;
import io.ctattention.dataset.Protocol;
import io.ctattention.dataset.SliceSet;
import io.ctattention.model.Devices;
import io.ctattention.model.ModelFolder;
import io.ctattention.quarkus.CtTrainer;
import io.ctattention.quarkus.EpochFinished;
import io.ctattention.quarkus.TrainedModel;
import io.ctattention.quarkus.TrainingFinished;
import io.ctattention.quarkus.TrainingProgress;
import io.ctattention.quarkus.TrainingRequest;
import io.ctattention.quarkus.runtime.CtAttentionConfig;
import io.ctattention.quarkus.runtime.CtAttentionConfig.TrainingConfig;
import io.ctattention.quarkus.runtime.EngineDevices;
import io.ctattention.quarkus.runtime.Events;
import io.ctattention.quarkus.runtime.device.DeviceFailures;
import io.ctattention.quarkus.runtime.telemetry.CallObserver.Call;
import io.ctattention.quarkus.runtime.telemetry.Calls;
import io.ctattention.training.EpochRecord;
import io.ctattention.training.Training;
import io.ctattention.training.TrainingException;
import io.ctattention.training.TrainingListener;
import io.ctattention.training.TrainingPlan;
import io.ctattention.training.TrainingResult;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** Trains into run folders, and stops with the application. */
@DefaultBean
@Singleton
public class RunTrainer implements CtTrainer {

    private static final Logger LOG = Logger.getLogger(RunTrainer.class);
    private static final DateTimeFormatter RUN_NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    private final CtAttentionConfig config;
    private final EngineDevices devices;
    private final Calls calls;
    private final Event<EpochFinished> epochFinished;
    private final Event<TrainingFinished> trainingFinished;
    private final Trainings trainings;
    private final DeviceFailures failures;

    RunTrainer(
            CtAttentionConfig config,
            EngineDevices devices,
            Calls calls,
            Event<EpochFinished> epochFinished,
            Event<TrainingFinished> trainingFinished,
            Trainings trainings,
            DeviceFailures failures) {
        this.config = config;
        this.devices = devices;
        this.calls = calls;
        this.epochFinished = epochFinished;
        this.trainingFinished = trainingFinished;
        this.trainings = trainings;
        this.failures = failures;
    }

    @Override
    public TrainedModel train(TrainingRequest request, TrainingListener listener)
            throws IOException {
        return calls.nowWithFiles(
                call(request), trained -> 0, () -> train(request, listener, () -> false));
    }

    @Override
    public Uni<TrainedModel> trainAsync(TrainingRequest request) {
        return calls.laterUntilCancelled(
                () -> call(request), cancelled -> train(request, TrainingListener.NONE, cancelled));
    }

    @Override
    public Multi<TrainingProgress> trainAsMulti(TrainingRequest request) {
        return Multi.createFrom()
                .emitter(
                        emitter -> {
                            AtomicBoolean cancelled = new AtomicBoolean();
                            emitter.onTermination(() -> cancelled.set(true));
                            calls.later(
                                            call(request),
                                            trained -> 0,
                                            () -> train(request, telling(emitter), cancelled::get))
                                    .subscribe()
                                    .with(
                                            model -> {
                                                emitter.emit(new TrainingProgress.Finished(model));
                                                emitter.complete();
                                            },
                                            emitter::fail);
                        });
    }

    private static TrainingListener telling(MultiEmitter<? super TrainingProgress> emitter) {
        return new TrainingListener() {
            @Override
            public void started(TrainingStart start) {
                emitter.emit(new TrainingProgress.Started(start));
            }

            @Override
            public void batchDone(BatchProgress progress) {
                emitter.emit(new TrainingProgress.BatchDone(progress));
            }

            @Override
            public void epochDone(EpochRecord epoch, boolean best) {
                emitter.emit(new TrainingProgress.EpochDone(epoch, best));
            }
        };
    }

    private Call call(TrainingRequest request) {
        String network =
                request.network()
                        .map(NetworkSpec::name)
                        .orElseGet(
                                () ->
                                        attention().kind() == Kind.NONE
                                                ? AttentionSpec.BASELINE
                                                : attention().kind().id());
        return new Call("train", network, 0);
    }

    private AttentionSpec attention() {
        return AttentionSpec.of(config.training().network().attention());
    }

    private TrainedModel train(
            TrainingRequest request, TrainingListener listener, BooleanSupplier cancelled)
            throws IOException {
        return trainings.run(
                stopping -> {
                    TrainingPlan plan = plan(request);
                    TrainingResult result =
                            failures.watch(
                                    Devices.id(plan.device()),
                                    () ->
                                            Training.train(
                                                    plan,
                                                    new Announcing(listener, plan.output()),
                                                    () ->
                                                            stopping.getAsBoolean()
                                                                    || cancelled.getAsBoolean()));
                    Events.fire(trainingFinished, new TrainingFinished(plan.output(), result));
                    if (result.best() == null) {
                        throw new TrainingException(
                                String.format(
                                        Locale.ROOT,
                                        "The training in %s was stopped in its first epoch; resume it from there",
                                        plan.output()));
                    }
                    return new TrainedModel(
                            result.best(), ModelFolder.verify(result.best()), result);
                });
    }

    private TrainingPlan plan(TrainingRequest request) throws IOException {
        SliceSet slices = Trainings.slices(request.slices(), request.data());
        TrainingConfig defaults = config.training();
        NetworkSpec network =
                request.network()
                        .orElseGet(
                                () ->
                                        NetworkSpec.paper(
                                                attention(),
                                                defaults.size(),
                                                slices.classes().size()));
        PartitionOptions partition =
                request.partition()
                        .orElseGet(
                                () ->
                                        PartitionOptions.of(
                                                Protocol.defaultFor(slices),
                                                request.recipe().seed()));
        Device device = devices.of(request.device());
        Path run =
                request.output().isPresent()
                        ? request.output().get()
                        : newRun(defaults.directory(), network.name());
        return TrainingPlan.builder()
                .setNetwork(network)
                .setSlices(slices)
                .setPartition(partition)
                .optRecipe(request.recipe())
                .optDevice(device)
                .optStore(trainings.store())
                .setOutput(run)
                .optResume(request.resume())
                .build();
    }

    private static Path newRun(Path directory, String network) throws IOException {
        Files.createDirectories(directory);
        String name = network + "-" + LocalDateTime.now(ZoneId.systemDefault()).format(RUN_NAME);
        for (int n = 1; ; n++) {
            try {
                return Files.createDirectory(directory.resolve(n == 1 ? name : name + "-" + n));
            } catch (FileAlreadyExistsException e) {
                LOG.debugf("%s is taken", e.getMessage());
            }
        }
    }

    /** Passes on what happens, and fires the event of each epoch. */
    private final class Announcing implements TrainingListener {

        private final TrainingListener listener;
        private final Path run;

        Announcing(TrainingListener listener, Path run) {
            this.listener = listener;
            this.run = run;
        }

        @Override
        public void started(TrainingStart start) {
            listener.started(start);
        }

        @Override
        public void batchDone(BatchProgress progress) {
            listener.batchDone(progress);
        }

        @Override
        public void epochDone(EpochRecord epoch, boolean best) {
            listener.epochDone(epoch, best);
            Events.fire(epochFinished, new EpochFinished(run, epoch, best));
        }
    }
}
