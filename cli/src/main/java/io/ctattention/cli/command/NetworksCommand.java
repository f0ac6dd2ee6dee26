package io.ctattention.cli.command;

import io.ctattention.block.NetworkSpec;
import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.block.attention.AttentionSpec.Kind;
import io.ctattention.block.attention.BlockCost;
import io.ctattention.cli.option.SizeOption;
import io.ctattention.cli.terminal.ExitCode;
import io.ctattention.cli.terminal.Subcommand;
import io.ctattention.file.Json;
import io.ctattention.file.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "networks",
        description = {
            "Lists the networks that --attention accepts, and the cost of each.",
            "",
            "Multiply-adds are for the forward pass of one slice. Activations are the values that"
                    + " training keeps from the forward pass for the backward pass.",
            ""
        })
final class NetworksCommand extends Subcommand {

    @Mixin SizeOption sizeOption;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            defaultValue = "34",
            description = "Slices per batch (default: ${DEFAULT-VALUE}).")
    int batchSize;

    @Option(names = "--json", description = "Print one JSON document (default: a table).")
    boolean json;

    @Override
    public Integer call() {
        require(batchSize >= 1, "--batch-size is %d; at least 1 is needed", batchSize);
        List<NetworkSpec> networks = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            networks.add(
                    usage(() -> NetworkSpec.paper(AttentionSpec.of(kind), sizeOption.size(), 2)));
        }
        if (json) {
            json(toJson(networks));
        } else {
            out().print(table(networks));
        }
        return ExitCode.DONE;
    }

    private String table(List<NetworkSpec> networks) {
        TextTable table = new TextTable(Set.of(0, 1, 6));
        table.row(
                List.of(
                        "attention",
                        "after",
                        "parameters",
                        "multiply-adds",
                        "activations a slice",
                        "a batch of " + batchSize,
                        "source"));
        for (Kind kind : Kind.values()) {
            NetworkSpec network = networks.get(kind.ordinal());
            BlockCost cost = network.cost();
            table.row(
                    List.of(
                            kind.id(),
                            network.attendedConvolutions().stream()
                                    .map(k -> "conv" + k)
                                    .collect(Collectors.joining(" ")),
                            String.format(Locale.ROOT, "%,d", cost.parameters()).replace(',', ' '),
                            millions(cost.multiplyAdds(), "M"),
                            millions(cost.activationBytes(), "MB"),
                            millions(batchSize * cost.activationBytes(), "MB"),
                            kind.paper()));
        }
        return table.toString();
    }

    private static String millions(long value, String unit) {
        return String.format(Locale.ROOT, "%.1f %s", value / 1e6, unit);
    }

    private String toJson(List<NetworkSpec> networks) {
        List<Map<String, Object>> rows =
                Stream.of(Kind.values())
                        .map(kind -> row(kind, networks.get(kind.ordinal())))
                        .toList();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("size", sizeOption.size());
        document.put("batchSize", batchSize);
        document.put("networks", rows);
        return Json.INDENTED.toJson(document);
    }

    private Map<String, Object> row(Kind kind, NetworkSpec network) {
        BlockCost cost = network.cost();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("attention", kind.id());
        row.put("after", network.attendedConvolutions());
        row.put("parameters", cost.parameters());
        row.put("multiplyAdds", cost.multiplyAdds());
        row.put("activationBytes", cost.activationBytes());
        row.put("batchActivationBytes", batchSize * cost.activationBytes());
        row.put("source", kind.paper());
        return row;
    }
}
