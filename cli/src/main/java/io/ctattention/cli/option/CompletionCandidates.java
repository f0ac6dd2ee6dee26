package io.ctattention.cli.option;

import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.dataset.Protocol;
import io.ctattention.evaluation.Metric;
import io.ctattention.explanation.CamMethod;
import io.ctattention.explanation.Layer;
import io.ctattention.training.recipe.TrainingRecipe;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** The values of options, for help and completion. */
public abstract class CompletionCandidates implements Iterable<String> {

    private final List<String> words;

    private CompletionCandidates(Stream<String> words) {
        this.words = words.toList();
    }

    /**
     * Returns the words.
     *
     * @return in the order of the help text
     */
    public List<String> words() {
        return words;
    }

    @Override
    public Iterator<String> iterator() {
        return words.iterator();
    }

    /** How slices are split. */
    public static final class Protocols extends CompletionCandidates {
        Protocols() {
            super(Stream.of(Protocol.values()).map(Protocol::id));
        }
    }

    /** What the best epoch is chosen by. */
    public static final class Metrics extends CompletionCandidates {
        Metrics() {
            super(Stream.of(Metric.values()).map(Metric::id));
        }
    }

    /** Where an explanation looks. */
    public static final class Layers extends CompletionCandidates {
        Layers() {
            super(Stream.of(Layer.values()).map(Layer::id));
        }
    }

    /** How a heat map is computed. */
    public static final class Methods extends CompletionCandidates {
        Methods() {
            super(Stream.of(CamMethod.values()).map(CamMethod::id));
        }
    }

    /** Learning-rate schedules. */
    public static final class Schedules extends CompletionCandidates {
        Schedules() {
            super(Stream.of(TrainingRecipe.Schedule.values()).map(TrainingRecipe.Schedule::id));
        }
    }

    /** The attentions. */
    public static final class Attentions extends CompletionCandidates {
        Attentions() {
            super(Stream.of(AttentionSpec.Kind.values()).map(AttentionSpec.Kind::id));
        }
    }

    /** Which slices of a split. */
    public static final class Parts extends CompletionCandidates {
        /** Lists them. */
        public Parts() {
            super(Stream.of("train", "val", "test", "all"));
        }
    }
}
