package io.ctattention.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What is logged from now on, until it is closed. */
public final class LogLines extends Handler implements AutoCloseable {

    private final Logger logger;
    private final List<String> all = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> unread = new LinkedBlockingQueue<>();

    /** Listens to a category, and to those below it. */
    public LogLines(String category) {
        logger = Logger.getLogger(category);
        logger.addHandler(this);
    }

    @Override
    public void publish(LogRecord line) {
        String text = new SimpleFormatter().formatMessage(line);
        all.add(text);
        unread.add(text);
    }

    /** Waits for a line that was not waited for before. */
    public void await(String pattern) throws InterruptedException {
        for (String line = ""; !line.matches(pattern); ) {
            line = unread.poll(20, TimeUnit.SECONDS);
            assertThat(line).as("a line like %s among %s", pattern, all).isNotNull();
        }
    }

    public List<String> all() {
        return all;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
