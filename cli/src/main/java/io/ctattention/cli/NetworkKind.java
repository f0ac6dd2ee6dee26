package io.ctattention.cli;

import io.ctattention.block.AttentionSpec;
import java.util.Locale;

/** The networks that can be named on the command line. */
enum NetworkKind {
    BASELINE(AttentionSpec.NONE),
    CBAM(AttentionSpec.CBAM);

    private final AttentionSpec attention;

    NetworkKind(AttentionSpec attention) {
        this.attention = attention;
    }

    AttentionSpec attention() {
        return attention;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static NetworkKind parse(String word) {
        for (NetworkKind kind : values()) {
            if (kind.word().equals(word.strip().toLowerCase(Locale.ROOT))) {
                return kind;
            }
        }
        throw new IllegalArgumentException(
                "network '%s' is none of baseline, cbam".formatted(word));
    }
}
