package io.ctattention.cli.option;

import io.ctattention.block.AttentionSpec;
import io.ctattention.dataset.Protocol;
import io.ctattention.evaluation.Metric;
import io.ctattention.explanation.CamMethod;
import io.ctattention.explanation.Layer;
import io.ctattention.training.TrainingRecipe;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** The words that an option takes, for help and completion. */
public abstract class Words implements Iterable<String> {

    private final List<String> words;

    private Words(Stream<String> words) {
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
    public static final class Protocols extends Words {
        Protocols() {
            super(Stream.of(Protocol.values()).map(Protocol::word));
        }
    }

    /** What the best epoch is chosen by. */
    public static final class Metrics extends Words {
        Metrics() {
            super(Stream.of(Metric.values()).map(Metric::word));
        }
    }

    /** Where an explanation looks. */
    public static final class Layers extends Words {
        Layers() {
            super(Stream.of(Layer.values()).map(Layer::word));
        }
    }

    /** How a heat map is computed. */
    public static final class Methods extends Words {
        Methods() {
            super(Stream.of(CamMethod.values()).map(CamMethod::word));
        }
    }

    /** How the learning rate goes on. */
    public static final class Schedules extends Words {
        Schedules() {
            super(Stream.of(TrainingRecipe.Schedule.values()).map(TrainingRecipe.Schedule::word));
        }
    }

    /** The attentions. */
    public static final class Attentions extends Words {
        Attentions() {
            super(Stream.of(AttentionSpec.Kind.values()).map(AttentionSpec.Kind::word));
        }
    }

    /** Which slices of a split. */
    public static final class Parts extends Words {
        /** Lists them. */
        public Parts() {
            super(Stream.of("train", "val", "test", "all"));
        }
    }
}
