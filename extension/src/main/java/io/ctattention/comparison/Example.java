package io.ctattention.comparison;

import java.util.List;

/**
 * A slice of the first repetition as each network sees it: the paper's Figure 5.
 *
 * @param file the slice's name
 * @param label its class
 * @param slice the slice, a PNG file
 * @param answers one a network, in their order
 */
public record Example(String file, String label, byte[] slice, List<Answer> answers) {

    /** Copies the list. */
    public Example {
        answers = List.copyOf(answers);
    }

    /**
     * The answer of one network.
     *
     * @param network its name
     * @param prediction the class
     * @param probability that class's probability, in [0, 1]
     * @param correct whether it is the slice's class
     * @param overlay the slice under the heat map of the prediction, a PNG file
     * @param empty whether nothing in the image supports the prediction
     * @param gates what each spatial gate let through, in the network's order, as grey PNG files:
     *     black is 0 and white 1; empty without such gates
     */
    public record Answer(
            String network,
            String prediction,
            double probability,
            boolean correct,
            byte[] overlay,
            boolean empty,
            List<byte[]> gates) {

        /** Copies the list. */
        public Answer {
            gates = List.copyOf(gates);
        }
    }
}
