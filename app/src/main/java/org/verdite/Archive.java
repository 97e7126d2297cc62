package org.verdite;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// Writes a `.tar.gz` of files that may grow, shrink or vanish while they are read: a running database's.
final class Archive implements AutoCloseable {

    private final TarArchiveOutputStream tar;

    Archive(OutputStream out) throws IOException {
        tar = new TarArchiveOutputStream(
                new GZIPOutputStream(out, 1 << 16) {
                    {
                        def.setLevel(1);
                    }
                },
                StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    }

    static String name(Path root, Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    void text(String name, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        entry.setMode(0600);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    void directory(String name) throws IOException {
        var entry = new TarArchiveEntry(name + "/");
        entry.setMode(0700);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    /// As long as it was when it was opened: what was added since is left out, what went is zeros (the database's log
    /// has it). A file that vanished is left out.
    void file(String name, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            long size = Files.size(file);
            var entry = new TarArchiveEntry(name);
            entry.setSize(size);
            entry.setMode(0600);
            tar.putArchiveEntry(entry);
            byte[] block = new byte[1 << 16];
            long left = size;
            while (left > 0) {
                int wanted = (int) Math.min(block.length, left);
                int got = in.read(block, 0, wanted);
                if (got < 0) {
                    Arrays.fill(block, (byte) 0);
                    got = wanted;
                }
                tar.write(block, 0, got);
                left -= got;
            }
            tar.closeArchiveEntry();
        } catch (NoSuchFileException e) {
            // A table dropped meanwhile; nothing names it any more.
            return;
        }
    }

    /// @param wanted asked for files and for folders below the tree's top
    void tree(Path root, Path tree, Predicate<Path> wanted) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (!folder.equals(tree) && !wanted.test(folder)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                directory(name(root, folder));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile() && wanted.test(file)) {
                    file(name(root, file), file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
