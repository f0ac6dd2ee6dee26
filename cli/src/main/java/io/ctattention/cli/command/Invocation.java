package io.ctattention.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** The command line that this process was started with, to be pasted into a shell. */
final class Invocation {

    private Invocation() {}

    /** The same command, resuming. */
    static String resumed(CommandSpec command) {
        List<String> words = new ArrayList<>(words(command));
        if (!words.contains("--resume")) {
            words.add("--resume");
        }
        return text(words);
    }

    /** The same command. */
    static String again(CommandSpec command) {
        return text(words(command));
    }

    private static List<String> words(CommandSpec command) {
        return command.root().commandLine().getParseResult().originalArgs();
    }

    private static String text(List<String> words) {
        String program = System.getProperty("ct-attention.command", CtAttention.NAME);
        return program
                + words.stream().map(word -> " " + quoted(word)).collect(Collectors.joining());
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:=,@%+-]+")
                ? word
                : "'" + word.replace("'", "'\\''") + "'";
    }
}
