package io.ctattention.model;

import ai.djl.util.Utils;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The folder that DJL unpacks native libraries into. DJL takes the user's home; a user without an
 * entry in the password file, as most containers have, has none: Java calls it {@code ?}, and the
 * libraries went into a folder of that name wherever the program was started. Such a user gets one
 * in {@code XDG_CACHE_HOME}, {@code TMPDIR} or Java's folder for temporary files. Nobody else can
 * write there, for what lies in it is run.
 */
final class EngineCache {

    static final String FOLDER = "DJL_CACHE_DIR";

    private static final Set<PosixFilePermission> OTHERS =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final UnaryOperator<String> environment;
    private final UnaryOperator<String> properties;

    /**
     * @param environment returns an environment variable or null
     * @param properties returns a system property or null
     */
    EngineCache(UnaryOperator<String> environment, UnaryOperator<String> properties) {
        this.environment = environment;
        this.properties = properties;
    }

    /**
     * Chooses a folder for DJL, and for JNA, which unpacks a library of its own.
     *
     * @return whether there is one
     */
    static boolean prepare() {
        EngineCache cache = new EngineCache(System::getenv, System::getProperty);
        if (!cache.needed()) {
            return true;
        }
        Optional<Path> folder = cache.folder();
        folder.map(Path::toString)
                .ifPresent(
                        name -> {
                            System.setProperty(FOLDER, name);
                            if (System.getProperty("jna.tmpdir") == null) {
                                System.setProperty("jna.tmpdir", name);
                            }
                        });
        return folder.isPresent();
    }

    /** The folder in use, and what to do if it cannot be used. */
    static String advice() {
        Path folder = Utils.getEngineCacheDir("pytorch").toAbsolutePath();
        Path there = folder;
        while (there.getParent() != null && Files.notExists(there)) {
            there = there.getParent();
        }
        return String.format(
                Locale.ROOT,
                "Libraries are unpacked into %s%s; %s names another folder, which needs 450 MB",
                folder,
                Files.isWritable(there) ? "" : ", which this user cannot write to",
                FOLDER);
    }

    /** Whether DJL would take a folder that is not there. */
    boolean needed() {
        return given(FOLDER).isEmpty()
                && given("ENGINE_CACHE_DIR").isEmpty()
                && usable(properties.apply("user.home")).isEmpty();
    }

    /** Finds a folder, and creates it if it is not there. */
    Optional<Path> folder() {
        return Stream.of(
                        environment.apply("XDG_CACHE_HOME"),
                        environment.apply("TMPDIR"),
                        properties.apply("java.io.tmpdir"))
                .flatMap(folder -> usable(folder).stream())
                .flatMap(folder -> own(folder).stream())
                .findFirst();
    }

    private Optional<String> given(String name) {
        return Stream.of(environment.apply(name), properties.apply(name))
                .filter(value -> value != null && !value.isEmpty())
                .findFirst();
    }

    private static Optional<Path> usable(String name) {
        try {
            return Optional.ofNullable(name)
                    .map(Path::of)
                    .filter(Path::isAbsolute)
                    .filter(Files::isDirectory)
                    .filter(Files::isWritable);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** This user's folder in one that others may write, too; empty if another user made it. */
    private static Optional<Path> own(Path shared) {
        try {
            Path probe = Files.createTempFile(shared, "ct-attention", null);
            var user = Files.getOwner(probe);
            Files.delete(probe);
            Path own = shared.resolve(".djl.ai-" + user.getName());
            create(own);
            boolean safe =
                    Files.isDirectory(own, LinkOption.NOFOLLOW_LINKS)
                            && Files.getOwner(own).equals(user)
                            && !writtenByOthers(own);
            return Optional.of(own).filter(folder -> safe);
        } catch (IOException e) { // full, say
            return Optional.empty();
        }
    }

    private static void create(Path own) throws IOException {
        try {
            Files.createDirectory(own, onlyFor(own.getParent()));
        } catch (FileAlreadyExistsException e) { // whoever made it, maybe just now
            return;
        }
    }

    private static FileAttribute<?>[] onlyFor(Path folder) {
        return posix(folder)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean writtenByOthers(Path folder) throws IOException {
        return posix(folder)
                && Files.getPosixFilePermissions(folder).stream().anyMatch(OTHERS::contains);
    }

    private static boolean posix(Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
