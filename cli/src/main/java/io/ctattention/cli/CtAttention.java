package io.ctattention.cli;

import picocli.CommandLine.Command;

@Command(name = "ct-attention")
public class CtAttention implements Runnable {
    @Override
    public void run() {}
}
