package org.verdite.trail.proof;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Appends to the heads' files what the database sealed since their last line. Each line is on the disk before the call
/// returns; half a line that a crash left is cut off.
public final class HeadsWriter {

    /// The newest head: what goes to the mail or to another machine.
    ///
    /// @param anchor its number
    /// @param count entries it sealed
    /// @param hash in hexadecimal
    public record Newest(long anchor, long count, Instant at, String hash) {}

    private final Path data;

    public HeadsWriter(Path data) {
        this.data = data;
    }

    /// @param connection within a transaction
    /// @return the newest head written now, null when nothing was new
    public synchronized @Nullable Newest append(Connection connection) throws IOException, SQLException {
        try (var heads = open(Heads.FILE);
                var marks = open(Heads.MARKS)) {
            long lastHead = lastNumber(heads);
            long lastMarks = lastNumber(marks);
            Newest newest = null;
            String sql = "select " + DatabaseTrail.ANCHOR_COLUMNS + " from trail.anchor where id > ? order by id";
            try (var statement = connection.prepareStatement(sql)) {
                statement.setFetchSize(50);
                statement.setLong(1, Math.min(lastHead, lastMarks));
                try (var rs = statement.executeQuery()) {
                    while (rs.next()) {
                        var anchor = DatabaseTrail.anchor(rs);
                        // Marks first: a head without marks would locate less than it could.
                        if (anchor.id() > lastMarks) {
                            write(marks, Heads.marksLine(anchor));
                        }
                        if (anchor.id() > lastHead) {
                            write(heads, Heads.line(anchor));
                        }
                        newest = new Newest(anchor.id(), anchor.count(), anchor.at(), Hashes.hex(anchor.hash()));
                    }
                }
            }
            if (newest != null) {
                marks.getChannel().force(false);
                heads.getChannel().force(false);
            }
            return newest;
        }
    }

    private RandomAccessFile open(String name) throws IOException {
        java.nio.file.Files.createDirectories(data);
        return new RandomAccessFile(data.resolve(name).toFile(), "rw");
    }

    private static void write(RandomAccessFile file, String line) throws IOException {
        file.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /// The number that the last whole line begins with; leaves the file positioned behind it.
    private static long lastNumber(RandomAccessFile file) throws IOException {
        FileChannel channel = file.getChannel();
        long end = behindLastNewline(file, channel.size());
        if (end < channel.size()) {
            channel.truncate(end);
        }
        long start = end == 0 ? 0 : behindLastNewline(file, end - 1);
        file.seek(start);
        var digits = new StringBuilder();
        for (int c = file.read(); c >= '0' && c <= '9'; c = file.read()) {
            digits.append((char) c);
        }
        file.seek(end);
        return digits.isEmpty() ? 0 : Long.parseLong(digits.toString());
    }

    private static long behindLastNewline(RandomAccessFile file, long length) throws IOException {
        byte[] block = new byte[1 << 16];
        for (long end = length; end > 0; end -= block.length) {
            long begin = Math.max(0, end - block.length);
            file.seek(begin);
            int size = (int) (end - begin);
            file.readFully(block, 0, size);
            for (int i = size - 1; i >= 0; i--) {
                if (block[i] == '\n') {
                    return begin + i + 1;
                }
            }
        }
        return 0;
    }
}
