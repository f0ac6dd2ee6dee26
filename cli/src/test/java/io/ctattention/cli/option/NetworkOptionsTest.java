package io.ctattention.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ctattention.block.NetworkSpec;
import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.block.attention.AttentionSpec.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class NetworkOptionsTest {

    private static NetworkSpec spec(NetworkSpec earlier, String... arguments) {
        NetworkOptions options = new NetworkOptions();
        CommandLine.ParseResult parsed =
                new CommandLine(options)
                        .registerConverter(Kind.class, Kind::parse)
                        .parseArgs(arguments);
        return options.spec(earlier, 2, parsed::hasMatchedOption);
    }

    private static NetworkSpec paper(Kind kind, int size, Integer... at) {
        return NetworkSpec.paper(AttentionSpec.of(kind), size, 2, List.of(at));
    }

    @Test
    void theOlderNameAndWordMeanTheSame() {
        assertThat(spec(null, "--network", "baseline"))
                .isEqualTo(spec(null, "--attention", "none"))
                .isEqualTo(NetworkSpec.paper(AttentionSpec.NONE, 180, 2));
        assertThat(spec(null)).isEqualTo(NetworkSpec.paper(AttentionSpec.CBAM, 180, 2));
    }

    @Test
    void attentionStandsWhereItIsToldTo() {
        assertThat(spec(null, "--attention=gc", "--attention-at=1,3"))
                .isEqualTo(paper(Kind.GC, 180, 1, 3));
        assertThat(spec(null, "--attention=nonlocal")).isEqualTo(paper(Kind.NONLOCAL, 180, 3));
        assertThat(spec(null, "--attention=nonlocal", "--attention-at=2"))
                .isEqualTo(paper(Kind.NONLOCAL, 180, 2));
    }

    @Test
    void whatIsNotGivenIsThatOfTheEarlierNetwork() {
        NetworkSpec earlier = paper(Kind.SE, 90, 2);
        assertThat(spec(earlier)).isEqualTo(earlier);
        assertThat(spec(earlier, "--attention=se")).isEqualTo(earlier);
        assertThat(spec(earlier, "--attention-reduction=4").attention().get(1).reduction())
                .isEqualTo(4);
        assertThat(spec(earlier, "--attention=srm")).isEqualTo(paper(Kind.SRM, 90, 1, 2, 3));
    }

    @Test
    void anOptionThatTheAttentionLacksIsRefused() {
        assertThatThrownBy(() -> spec(null, "--attention=se", "--attention-kernel=3"))
                .hasMessage(
                        "The attention se has no such option; --attention-kernel needs"
                                + " --attention cbam");
        assertThatThrownBy(() -> spec(null, "--attention=none", "--attention-reduction=3"))
                .hasMessage(
                        "The baseline has no such option; --attention-reduction needs"
                                + " --attention cbam or se");
    }
}
