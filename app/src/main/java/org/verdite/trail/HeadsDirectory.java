package org.verdite.trail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/// Hands the day's head to a directory that lies on another machine, for instance a mounted share where this one may
/// only append. The directory is never made here: a share that is not mounted must not turn into a folder of this
/// machine.
@Component
@ConditionalOnProperty("verdite.trail.heads-directory")
class HeadsDirectory implements HeadReceiver {

    static final String FILE = "verdite-trail-heads.log";

    private final Path directory;

    HeadsDirectory(@Value("${verdite.trail.heads-directory}") Path directory) {
        this.directory = directory;
    }

    @Override
    public void receive(Head head) {
        Path file = directory.resolve(FILE);
        try {
            if (!Files.isDirectory(directory)) {
                throw new IOException(directory + " is not there");
            }
            if (Files.exists(file) && Files.readAllLines(file).contains(head.line())) {
                return;
            }
            try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                channel.write(ByteBuffer.wrap((head.line() + "\n").getBytes(StandardCharsets.UTF_8)));
                channel.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
